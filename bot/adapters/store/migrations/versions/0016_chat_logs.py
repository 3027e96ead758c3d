"""Chat logs, masked

Revision ID: 0016_chat_logs
"""

from alembic import op
import sqlalchemy as sa
from bot.adapters.store.tables.base import UtcDateTime


revision = '0016_chat_logs'
down_revision = '0015_language'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('logged_talk',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('shop_id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=32), nullable=False),
    sa.Column('buyer', sa.String(length=32), nullable=False),
    sa.Column('begun_at', UtcDateTime(), nullable=False),
    sa.Column('ended_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['shop_id'], ['shop.id'], name=op.f('fk_logged_talk_shop_id_shop')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_logged_talk')),
    sa.UniqueConstraint('shop_id', 'key', name=op.f('uq_logged_talk_shop_id'))
    )
    op.create_index(op.f('ix_logged_talk_buyer'), 'logged_talk', ['buyer'], unique=False)
    op.create_index(op.f('ix_logged_talk_ended_at'), 'logged_talk', ['ended_at'], unique=False)
    op.create_table('logged_line',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('talk_id', sa.Integer(), nullable=False),
    sa.Column('sender', sa.String(length=10), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('at', UtcDateTime(), nullable=False),
    sa.Column('fingerprint', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['talk_id'], ['logged_talk.id'], name=op.f('fk_logged_line_talk_id_logged_talk')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_logged_line')),
    sa.UniqueConstraint('fingerprint', name=op.f('uq_logged_line_fingerprint'))
    )
    op.create_index(op.f('ix_logged_line_talk_id'), 'logged_line', ['talk_id'], unique=False)


def downgrade() -> None:
    op.drop_index(op.f('ix_logged_line_talk_id'), table_name='logged_line')
    op.drop_table('logged_line')
    op.drop_index(op.f('ix_logged_talk_ended_at'), table_name='logged_talk')
    op.drop_index(op.f('ix_logged_talk_buyer'), table_name='logged_talk')
    op.drop_table('logged_talk')
