"""Each account's language of the console

Revision ID: 0015_language
"""

from alembic import op
import sqlalchemy as sa


revision = '0015_language'
down_revision = '0014_named_prices'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('account') as batch_op:
        batch_op.add_column(sa.Column('language', sa.String(length=10), nullable=False, server_default='zh-CN'))


def downgrade() -> None:
    with op.batch_alter_table('account') as batch_op:
        batch_op.drop_column('language')
