"""Sentences offered for training, what people said about them, and what was accepted

Revision ID: 0017_training
"""

from alembic import op
import sqlalchemy as sa
from bot.adapters.store.tables.base import UtcDateTime


revision = '0017_training'
down_revision = '0016_chat_logs'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('training_candidate',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=64), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('origin', sa.String(length=40), nullable=False),
    sa.Column('buyer', sa.String(length=64), nullable=False),
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.Column('hint', sa.String(length=64), nullable=True),
    sa.Column('guesses', sa.JSON(), nullable=False),
    sa.Column('before', sa.JSON(), nullable=False),
    sa.Column('alike', sa.JSON(), nullable=False),
    sa.Column('worth', sa.JSON(), nullable=False),
    sa.Column('value', sa.Float(), nullable=False),
    sa.Column('model', sa.String(length=100), nullable=False),
    sa.Column('times', sa.Integer(), nullable=False),
    sa.Column('group_id', sa.Integer(), nullable=True),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('added_at', UtcDateTime(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_training_candidate')),
    sa.UniqueConstraint('key', name=op.f('uq_training_candidate_key'))
    )
    op.create_index('ix_training_candidate_state_value', 'training_candidate', ['state', 'value'], unique=False)
    op.create_index('ix_training_candidate_group', 'training_candidate', ['group_id', 'state'], unique=False)
    op.create_index(op.f('ix_training_candidate_buyer'), 'training_candidate', ['buyer'], unique=False)
    op.create_table('training_label',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('candidate_id', sa.Integer(), nullable=False),
    sa.Column('account', sa.String(length=64), nullable=False),
    sa.Column('source', sa.String(length=10), nullable=False),
    sa.Column('intent', sa.String(length=64), nullable=True),
    sa.Column('leads', sa.Boolean(), nullable=False),
    sa.Column('act', sa.String(length=32), nullable=False),
    sa.Column('at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['candidate_id'], ['training_candidate.id'], name=op.f('fk_training_label_candidate_id_training_candidate')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_training_label')),
    sa.UniqueConstraint('candidate_id', 'account', 'source', name=op.f('uq_training_label_candidate_id'))
    )
    op.create_index('ix_training_label_account', 'training_label', ['account', 'id'], unique=False)
    op.create_index('ix_training_label_at', 'training_label', ['at'], unique=False)
    op.create_index(op.f('ix_training_label_act'), 'training_label', ['act'], unique=False)
    op.create_table('training_line',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('candidate_id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=64), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('intent', sa.String(length=64), nullable=False),
    sa.Column('origin', sa.String(length=40), nullable=False),
    sa.Column('buyer', sa.String(length=64), nullable=False),
    sa.Column('accepted_by', sa.String(length=64), nullable=False),
    sa.Column('accepted_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['candidate_id'], ['training_candidate.id'], name=op.f('fk_training_line_candidate_id_training_candidate')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_training_line')),
    sa.UniqueConstraint('candidate_id', name=op.f('uq_training_line_candidate_id')),
    sa.UniqueConstraint('key', name=op.f('uq_training_line_key'))
    )
    op.create_index(op.f('ix_training_line_buyer'), 'training_line', ['buyer'], unique=False)
    op.create_table('training_reading',
    sa.Column('key', sa.String(length=64), nullable=False),
    sa.Column('model', sa.String(length=100), nullable=False),
    sa.Column('guesses', sa.JSON(), nullable=False),
    sa.PrimaryKeyConstraint('key', 'model', name=op.f('pk_training_reading'))
    )
    op.create_table('training_cursor',
    sa.Column('source', sa.String(length=10), nullable=False),
    sa.Column('last_id', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('source', name=op.f('pk_training_cursor'))
    )


def downgrade() -> None:
    op.drop_table('training_cursor')
    op.drop_table('training_reading')
    op.drop_table('training_line')
    op.drop_table('training_label')
    op.drop_table('training_candidate')
