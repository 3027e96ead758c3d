"""What the inbox sorts and filters by: how serious, how urgent, held overnight

Revision ID: 0005_inbox
"""

from alembic import op
import sqlalchemy as sa


revision = '0005_inbox'
down_revision = '0004_where_facts_come_from'
branch_labels = None
depends_on = None

QUESTION = '5'


def upgrade() -> None:
    op.add_column('conversation', sa.Column('concern', sa.String(12), nullable=False, server_default=''))
    op.add_column('conversation', sa.Column('urgency', sa.Integer(), nullable=False, server_default=QUESTION))
    op.add_column('conversation', sa.Column('held', sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    for column in ('held', 'urgency', 'concern'):
        op.drop_column('conversation', column)
