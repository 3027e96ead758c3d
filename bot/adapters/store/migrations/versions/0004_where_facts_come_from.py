"""Where facts come from: sources of suggestions, how a message was read, when records changed

Revision ID: 0004_where_facts_come_from
"""

from alembic import op
import sqlalchemy as sa
from bot.adapters.store.tables.base import UtcDateTime


revision = '0004_where_facts_come_from'
down_revision = '0003_price_approvals'
branch_labels = None
depends_on = None

RECORDED = ('order', 'refund', 'parcel', 'product', 'promotion')


def upgrade() -> None:
    for table in RECORDED:
        op.add_column(table, sa.Column('recorded_at', UtcDateTime()))
    op.add_column('suggestion', sa.Column('variant', sa.Integer()))
    op.add_column('suggestion', sa.Column('sources', sa.JSON()))
    op.add_column('draft', sa.Column('clauses', sa.JSON()))
    op.create_index('ix_decision_message_id', 'decision', ['message_id'])
    op.create_index('ix_conversation_state_touched', 'conversation', ['state', 'touched_at'])
    op.create_index('ix_product_shop_category', 'product', ['shop_id', 'category'])


def downgrade() -> None:
    op.drop_index('ix_product_shop_category', table_name='product')
    op.drop_index('ix_conversation_state_touched', table_name='conversation')
    op.drop_index('ix_decision_message_id', table_name='decision')
    for table, column in (('draft', 'clauses'), ('suggestion', 'sources'), ('suggestion', 'variant')):
        op.drop_column(table, column)
    for table in RECORDED:
        op.drop_column(table, 'recorded_at')
