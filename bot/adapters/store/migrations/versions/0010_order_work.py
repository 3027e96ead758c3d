"""What agents note of buyers and do with orders

Revision ID: 0010_order_work
"""

from alembic import op
import sqlalchemy as sa
from bot.adapters.store.tables.base import UtcDateTime


revision = '0010_order_work'
down_revision = '0009_shop_data'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('buyer') as batch_op:
        batch_op.add_column(sa.Column('note', sa.Text(), nullable=False, server_default=''))
    op.create_table('order_action',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('order_id', sa.Integer(), nullable=False),
    sa.Column('done', sa.String(length=20), nullable=False),
    sa.Column('by', sa.String(length=64), nullable=False),
    sa.Column('at', UtcDateTime(), nullable=False),
    sa.Column('conversation_id', sa.Integer(), nullable=True),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('before', sa.JSON(), nullable=False),
    sa.Column('after', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversation.id'], name=op.f('fk_order_action_conversation_id_conversation')),
    sa.ForeignKeyConstraint(['order_id'], ['order.id'], name=op.f('fk_order_action_order_id_order'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_order_action'))
    )
    op.create_index(op.f('ix_order_action_order_id'), 'order_action', ['order_id'], unique=False)
    op.create_table('order_task',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('order_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('detail', sa.Text(), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('raised_by', sa.String(length=64), nullable=False),
    sa.Column('raised_at', UtcDateTime(), nullable=False),
    sa.Column('conversation_id', sa.Integer(), nullable=False),
    sa.Column('taken_by', sa.String(length=64), nullable=False),
    sa.Column('taken_at', UtcDateTime(), nullable=True),
    sa.Column('ended_by', sa.String(length=64), nullable=False),
    sa.Column('ended_at', UtcDateTime(), nullable=True),
    sa.Column('outcome', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversation.id'], name=op.f('fk_order_task_conversation_id_conversation')),
    sa.ForeignKeyConstraint(['order_id'], ['order.id'], name=op.f('fk_order_task_order_id_order'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_order_task'))
    )
    op.create_index(op.f('ix_order_task_order_id'), 'order_task', ['order_id'], unique=False)
    op.create_index('ix_order_task_state', 'order_task', ['state', 'id'], unique=False)
    op.create_table('after_sale_case',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('order_id', sa.Integer(), nullable=False),
    sa.Column('conversation_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('lines', sa.JSON(), nullable=False),
    sa.Column('amount', sa.Integer(), nullable=False),
    sa.Column('photos', sa.JSON(), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('opened_by', sa.String(length=64), nullable=False),
    sa.Column('opened_at', UtcDateTime(), nullable=False),
    sa.Column('changed_by', sa.String(length=64), nullable=False),
    sa.Column('changed_at', UtcDateTime(), nullable=False),
    sa.Column('due_at', UtcDateTime(), nullable=True),
    sa.Column('outcome', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversation.id'], name=op.f('fk_after_sale_case_conversation_id_conversation')),
    sa.ForeignKeyConstraint(['order_id'], ['order.id'], name=op.f('fk_after_sale_case_order_id_order'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_after_sale_case'))
    )
    op.create_index(op.f('ix_after_sale_case_order_id'), 'after_sale_case', ['order_id'], unique=False)


def downgrade() -> None:
    op.drop_table('after_sale_case')
    op.drop_table('order_task')
    op.drop_table('order_action')
    with op.batch_alter_table('buyer') as batch_op:
        batch_op.drop_column('note')
