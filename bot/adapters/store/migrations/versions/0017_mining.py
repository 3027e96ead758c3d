"""Figures by week are read by time; talks and orders of which only figures are left

Revision ID: 0017_mining
"""

from alembic import op
import sqlalchemy as sa

import bot.adapters.store.tables.base


revision = '0017_mining'
down_revision = '0016_chat_logs'
branch_labels = None
depends_on = None

MOMENT = bot.adapters.store.tables.base.UtcDateTime


def upgrade() -> None:
    op.create_index('ix_draft_at', 'draft', ['at'])
    op.create_index('ix_decision_at', 'decision', ['at'])
    for table in ('conversation', 'order'):
        with op.batch_alter_table(table) as batch_op:
            batch_op.add_column(sa.Column('forgotten_at', MOMENT(), nullable=True))


def downgrade() -> None:
    for table in ('order', 'conversation'):
        with op.batch_alter_table(table) as batch_op:
            batch_op.drop_column('forgotten_at')
    op.drop_index('ix_decision_at', 'decision')
    op.drop_index('ix_draft_at', 'draft')
