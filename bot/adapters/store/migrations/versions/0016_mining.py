"""Figures by week are read by time

Revision ID: 0016_mining
"""

from alembic import op


revision = '0016_mining'
down_revision = '0015_language'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index('ix_draft_at', 'draft', ['at'])
    op.create_index('ix_decision_at', 'decision', ['at'])


def downgrade() -> None:
    op.drop_index('ix_decision_at', 'decision')
    op.drop_index('ix_draft_at', 'draft')
