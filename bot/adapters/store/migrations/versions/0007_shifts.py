"""Shifts, owners of talks, presence and hand-over sheets

Revision ID: 0007_shifts
"""

from alembic import op
import sqlalchemy as sa
from bot.adapters.store.tables.base import UtcDateTime


revision = '0007_shifts'
down_revision = '0006_accounts_and_roles'
branch_labels = None
depends_on = None

OPEN = sa.text('until IS NULL')


def upgrade() -> None:
    op.add_column('conversation', sa.Column('owned_at', UtcDateTime(), nullable=True))
    op.add_column('conversation', sa.Column('settled', sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column('conversation', sa.Column('for_supervisor', sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute("UPDATE conversation SET settled = true WHERE owner IS NOT NULL")
    op.create_index('ix_conversation_owner_state', 'conversation', ['owner', 'state'])
    op.create_table('duty',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('shop_id', sa.Integer(), nullable=False),
    sa.Column('login', sa.String(length=64), nullable=False),
    sa.Column('kind', sa.String(length=16), nullable=False),
    sa.Column('since', UtcDateTime(), nullable=False),
    sa.Column('due', UtcDateTime(), nullable=False),
    sa.Column('ends_by', UtcDateTime(), nullable=False),
    sa.Column('until', UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['shop_id'], ['shop.id'], name=op.f('fk_duty_shop_id_shop')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_duty'))
    )
    op.create_index('ix_duty_login', 'duty', ['login'])
    op.create_index('ix_duty_open', 'duty', ['shop_id', 'until'])
    op.create_index('uq_duty_open_login', 'duty', ['login'], unique=True, sqlite_where=OPEN, postgresql_where=OPEN)
    op.create_table('duty_break',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('duty_id', sa.Integer(), nullable=False),
    sa.Column('since', UtcDateTime(), nullable=False),
    sa.Column('until', UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['duty_id'], ['duty.id'], name=op.f('fk_duty_break_duty_id_duty'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_duty_break'))
    )
    op.create_index('ix_duty_break_duty_id', 'duty_break', ['duty_id'])
    op.create_table('owner_change',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('conversation_id', sa.Integer(), nullable=False),
    sa.Column('message_id', sa.Integer(), nullable=False),
    sa.Column('at', UtcDateTime(), nullable=False),
    sa.Column('kind', sa.String(length=16), nullable=False),
    sa.Column('actor', sa.String(length=64), nullable=False),
    sa.Column('before', sa.String(length=64), nullable=True),
    sa.Column('after', sa.String(length=64), nullable=True),
    sa.Column('note', sa.String(length=400), nullable=False),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversation.id'], name=op.f('fk_owner_change_conversation_id_conversation')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_owner_change'))
    )
    op.create_index('ix_owner_change_conversation', 'owner_change', ['conversation_id', 'id'])
    op.create_table('viewer',
    sa.Column('conversation_id', sa.Integer(), nullable=False),
    sa.Column('login', sa.String(length=64), nullable=False),
    sa.Column('seen_at', UtcDateTime(), nullable=False),
    sa.Column('typing', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversation.id'], name=op.f('fk_viewer_conversation_id_conversation')),
    sa.PrimaryKeyConstraint('conversation_id', 'login', name=op.f('pk_viewer'))
    )
    op.create_index('ix_viewer_seen_at', 'viewer', ['seen_at'])
    op.create_table('handover',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('duty_id', sa.Integer(), nullable=False),
    sa.Column('shop_id', sa.Integer(), nullable=False),
    sa.Column('login', sa.String(length=64), nullable=False),
    sa.Column('kind', sa.String(length=16), nullable=False),
    sa.Column('receiver', sa.String(length=64), nullable=True),
    sa.Column('watch', sa.JSON(), nullable=False),
    sa.Column('remarks', sa.JSON(), nullable=False),
    sa.Column('lines', sa.JSON(), nullable=False),
    sa.Column('handed_at', UtcDateTime(), nullable=True),
    sa.Column('confirmed_by', sa.String(length=64), nullable=True),
    sa.Column('confirmed_at', UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['duty_id'], ['duty.id'], name=op.f('fk_handover_duty_id_duty')),
    sa.ForeignKeyConstraint(['shop_id'], ['shop.id'], name=op.f('fk_handover_shop_id_shop')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_handover')),
    sa.UniqueConstraint('duty_id', name=op.f('uq_handover_duty_id'))
    )
    op.create_index('ix_handover_handed_at', 'handover', ['handed_at'])


def downgrade() -> None:
    for table in ('handover', 'viewer', 'owner_change', 'duty_break', 'duty'):
        op.drop_table(table)
    op.drop_index('ix_conversation_owner_state', table_name='conversation')
    for column in ('for_supervisor', 'settled', 'owned_at'):
        op.drop_column('conversation', column)
