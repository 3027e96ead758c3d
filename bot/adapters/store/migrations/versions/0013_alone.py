"""The right to answer alone: modes, pauses, what was sent, and how sure a draft was

Revision ID: 0013_alone
"""

from alembic import op
import sqlalchemy as sa
from bot.adapters.store.tables.base import UtcDateTime


revision = '0013_alone'
down_revision = '0012_follow_ups'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('alone_mode',
    sa.Column('shop_id', sa.Integer(), nullable=False),
    sa.Column('intent', sa.String(length=64), nullable=False),
    sa.Column('mode', sa.String(length=10), nullable=False),
    sa.Column('set_by', sa.String(length=64), nullable=False),
    sa.Column('set_at', UtcDateTime(), nullable=False),
    sa.Column('why', sa.String(length=40), nullable=False),
    sa.ForeignKeyConstraint(['shop_id'], ['shop.id'], name=op.f('fk_alone_mode_shop_id_shop')),
    sa.PrimaryKeyConstraint('shop_id', 'intent', name=op.f('pk_alone_mode'))
    )
    op.create_table('alone_pause',
    sa.Column('of', sa.String(length=10), nullable=False),
    sa.Column('subject_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('set_by', sa.String(length=64), nullable=False),
    sa.Column('set_at', UtcDateTime(), nullable=False),
    sa.PrimaryKeyConstraint('of', 'subject_id', name=op.f('pk_alone_pause'))
    )
    op.create_table('sent_alone',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('conversation_id', sa.Integer(), nullable=False),
    sa.Column('message_id', sa.Integer(), nullable=False),
    sa.Column('draft_id', sa.Integer(), nullable=False),
    sa.Column('act', sa.String(length=10), nullable=False),
    sa.Column('intent', sa.String(length=64), nullable=False),
    sa.Column('confidence', sa.Float(), nullable=False),
    sa.Column('reason', sa.String(length=40), nullable=False),
    sa.Column('at', UtcDateTime(), nullable=False),
    sa.Column('withdrawn', sa.String(length=40), nullable=False),
    sa.Column('review', sa.String(length=10), nullable=True),
    sa.Column('reviewed_by', sa.String(length=64), nullable=False),
    sa.Column('reviewed_at', UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversation.id'], name=op.f('fk_sent_alone_conversation_id_conversation')),
    sa.ForeignKeyConstraint(['draft_id'], ['draft.id'], name=op.f('fk_sent_alone_draft_id_draft')),
    sa.ForeignKeyConstraint(['message_id'], ['message.id'], name=op.f('fk_sent_alone_message_id_message')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sent_alone')),
    sa.UniqueConstraint('message_id', name=op.f('uq_sent_alone_message_id'))
    )
    op.create_index(op.f('ix_sent_alone_at'), 'sent_alone', ['at'], unique=False)
    op.create_index('ix_sent_alone_conversation', 'sent_alone', ['conversation_id', 'id'], unique=False)
    op.create_index('ix_sent_alone_review', 'sent_alone', ['review', 'act'], unique=False)
    with op.batch_alter_table('draft') as batch:
        batch.add_column(sa.Column('sure', sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    with op.batch_alter_table('draft') as batch:
        batch.drop_column('sure')
    op.drop_index('ix_sent_alone_review', table_name='sent_alone')
    op.drop_index('ix_sent_alone_conversation', table_name='sent_alone')
    op.drop_index(op.f('ix_sent_alone_at'), table_name='sent_alone')
    op.drop_table('sent_alone')
    op.drop_table('alone_pause')
    op.drop_table('alone_mode')
