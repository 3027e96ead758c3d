"""What must not be forgotten, reviews, and buyers who want no messages

Revision ID: 0012_follow_ups
"""

from alembic import op
import sqlalchemy as sa
from bot.adapters.store.tables.base import UtcDateTime


revision = '0012_follow_ups'
down_revision = '0011_thread'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('buyer') as batch_op:
        batch_op.add_column(sa.Column('stopped_at', UtcDateTime(), nullable=True))
    op.create_table('follow_up',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('shop_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('subject', sa.String(length=100), nullable=False),
    sa.Column('step', sa.String(length=32), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('at', UtcDateTime(), nullable=False),
    sa.Column('until', UtcDateTime(), nullable=False),
    sa.Column('due_at', UtcDateTime(), nullable=False),
    sa.Column('deadline', UtcDateTime(), nullable=True),
    sa.Column('for_supervisor', sa.Boolean(), nullable=False),
    sa.Column('order_number', sa.String(length=32), nullable=False),
    sa.Column('buyer_nick', sa.String(length=200), nullable=False),
    sa.Column('conversation_id', sa.Integer(), nullable=True),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('script', sa.String(length=100), nullable=False),
    sa.Column('facts', sa.JSON(), nullable=False),
    sa.Column('findings', sa.JSON(), nullable=False),
    sa.Column('changed_at', UtcDateTime(), nullable=False),
    sa.Column('decided_by', sa.String(length=64), nullable=False),
    sa.Column('outcome', sa.Text(), nullable=False),
    sa.Column('message_id', sa.Integer(), nullable=True),
    sa.Column('failure', sa.String(length=400), nullable=False),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversation.id'], name=op.f('fk_follow_up_conversation_id_conversation')),
    sa.ForeignKeyConstraint(['message_id'], ['message.id'], name=op.f('fk_follow_up_message_id_message')),
    sa.ForeignKeyConstraint(['shop_id'], ['shop.id'], name=op.f('fk_follow_up_shop_id_shop')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_follow_up')),
    sa.UniqueConstraint('shop_id', 'kind', 'subject', 'step', name=op.f('uq_follow_up_shop_id'))
    )
    op.create_index(op.f('ix_follow_up_conversation_id'), 'follow_up', ['conversation_id'], unique=False)
    op.create_index(op.f('ix_follow_up_message_id'), 'follow_up', ['message_id'], unique=False)
    op.create_index('ix_follow_up_shop_state_due', 'follow_up', ['shop_id', 'state', 'due_at'], unique=False)
    op.create_index('ix_follow_up_shop_buyer', 'follow_up', ['shop_id', 'buyer_nick', 'changed_at'], unique=False)
    op.create_table('review',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('shop_id', sa.Integer(), nullable=False),
    sa.Column('order_number', sa.String(length=32), nullable=False),
    sa.Column('buyer_nick', sa.String(length=200), nullable=False),
    sa.Column('mood', sa.String(length=10), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['shop_id'], ['shop.id'], name=op.f('fk_review_shop_id_shop')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_review')),
    sa.UniqueConstraint('shop_id', 'order_number', name=op.f('uq_review_shop_id'))
    )
    op.create_index(op.f('ix_review_at'), 'review', ['at'], unique=False)
    # who has said so in a talk meant the shop, not the talk
    op.execute(
        "UPDATE buyer SET stopped_at = (SELECT max(conversation.touched_at) FROM conversation"
        " WHERE conversation.buyer_id = buyer.id AND CAST(conversation.memory AS VARCHAR(100000)) LIKE '%\"stop_contact\": true%')"
    )


def downgrade() -> None:
    op.drop_table('review')
    op.drop_table('follow_up')
    with op.batch_alter_table('buyer') as batch_op:
        batch_op.drop_column('stopped_at')
