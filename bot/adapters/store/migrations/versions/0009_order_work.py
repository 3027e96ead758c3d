"""What agents note of buyers and do with orders

Revision ID: 0009_order_work
"""

from alembic import op
import sqlalchemy as sa


revision = '0009_order_work'
down_revision = '0006_accounts_and_roles'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('buyer') as batch_op:
        batch_op.add_column(sa.Column('note', sa.Text(), nullable=False, server_default=''))


def downgrade() -> None:
    with op.batch_alter_table('buyer') as batch_op:
        batch_op.drop_column('note')
