"""Buyers who were forgotten, by pseudonym, so that no old log brings them back

Revision ID: 0020_forgotten
"""

from alembic import op
import sqlalchemy as sa
from bot.adapters.store.tables.base import UtcDateTime


revision = '0020_forgotten'
down_revision = '0019_models'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('forgotten_buyer',
    sa.Column('pseudonym', sa.String(length=32), nullable=False),
    sa.Column('at', UtcDateTime(), nullable=False),
    sa.PrimaryKeyConstraint('pseudonym', name=op.f('pk_forgotten_buyer'))
    )


def downgrade() -> None:
    op.drop_table('forgotten_buyer')
