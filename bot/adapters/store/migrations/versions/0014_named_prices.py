"""Prices that agents name in the panel, and the buyer's words beside every price that is asked for

Revision ID: 0014_named_prices
"""

from alembic import op
import sqlalchemy as sa


revision = '0014_named_prices'
down_revision = '0013_alone'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('approval') as batch_op:
        batch_op.alter_column('suggestion_id', existing_type=sa.Integer(), nullable=True)
        batch_op.add_column(sa.Column('words', sa.Text(), nullable=False, server_default=''))


def downgrade() -> None:
    op.execute('DELETE FROM approval WHERE suggestion_id IS NULL')
    with op.batch_alter_table('approval') as batch_op:
        batch_op.drop_column('words')
        batch_op.alter_column('suggestion_id', existing_type=sa.Integer(), nullable=False)
