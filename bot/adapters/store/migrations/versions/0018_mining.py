"""Figures by week are read by time; talks and orders without the person; what was found in talks

Revision ID: 0018_mining
"""

from alembic import op
import sqlalchemy as sa

import bot.adapters.store.tables.base


revision = '0018_mining'
down_revision = '0017_training'
branch_labels = None
depends_on = None

MOMENT = bot.adapters.store.tables.base.UtcDateTime


def upgrade() -> None:
    op.create_index('ix_draft_at', 'draft', ['at'])
    op.create_index('ix_decision_at', 'decision', ['at'])
    for table in ('conversation', 'order'):
        with op.batch_alter_table(table) as batch_op:
            batch_op.add_column(sa.Column('forgotten_at', MOMENT(), nullable=True))
    for table, own in (('mined_answer', ('script', 64)), ('unknown_question', ('topic', 40))):
        op.create_table(
            table,
            sa.Column('id', sa.Integer(), nullable=False),
            sa.Column('intent', sa.String(length=64), nullable=False),
            sa.Column('text', sa.Text(), nullable=False),
            sa.Column('times', sa.Integer(), nullable=False),
            sa.Column('buyers', sa.Integer(), nullable=False),
            sa.Column('examples', sa.JSON(), nullable=False),
            sa.Column('state', sa.String(length=10), nullable=False),
            sa.Column('found_at', MOMENT(), nullable=False),
            sa.Column('decided_by', sa.String(length=64), nullable=False),
            sa.Column('decided_at', MOMENT(), nullable=True),
            sa.Column('shop_id', sa.Integer(), nullable=False),
            sa.Column(own[0], sa.String(length=own[1]), nullable=False),
            sa.ForeignKeyConstraint(['shop_id'], ['shop.id'], name=op.f(f'fk_{table}_shop_id_shop')),
            sa.PrimaryKeyConstraint('id', name=op.f(f'pk_{table}')),
        )
        op.create_index(f'ix_{table}_shop_state', table, ['shop_id', 'state'])


def downgrade() -> None:
    op.drop_table('unknown_question')
    op.drop_table('mined_answer')
    for table in ('order', 'conversation'):
        with op.batch_alter_table(table) as batch_op:
            batch_op.drop_column('forgotten_at')
    op.drop_index('ix_decision_at', 'decision')
    op.drop_index('ix_draft_at', 'draft')
