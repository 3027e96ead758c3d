"""Trainings, records of models, swaps, and models that read along

Revision ID: 0019_models
"""

from alembic import op
import sqlalchemy as sa
from bot.adapters.store.tables.base import UtcDateTime


revision = '0019_models'
down_revision = '0018_mining'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('model_swap',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('model', sa.String(length=64), nullable=False),
    sa.Column('before', sa.String(length=64), nullable=False),
    sa.Column('at', UtcDateTime(), nullable=False),
    sa.Column('by', sa.String(length=64), nullable=False),
    sa.Column('how', sa.String(length=12), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_model_swap'))
    )
    op.create_table('shadow_run',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('running', sa.Integer(), nullable=True),
    sa.Column('model', sa.String(length=64), nullable=False),
    sa.Column('begun_by', sa.String(length=64), nullable=False),
    sa.Column('begun_at', UtcDateTime(), nullable=False),
    sa.Column('until', UtcDateTime(), nullable=False),
    sa.Column('ended_at', UtcDateTime(), nullable=True),
    sa.Column('ended_by', sa.String(length=64), nullable=False),
    sa.Column('last_draft', sa.Integer(), nullable=False),
    sa.Column('seen', sa.Integer(), nullable=False),
    sa.Column('same', sa.Integer(), nullable=False),
    sa.Column('dropped', sa.Integer(), nullable=False),
    sa.Column('fault', sa.String(length=24), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_shadow_run')),
    sa.UniqueConstraint('running', name=op.f('uq_shadow_run_running'))
    )
    op.create_table('training_job',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('running', sa.Integer(), nullable=True),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('asked_by', sa.String(length=64), nullable=False),
    sa.Column('asked_at', UtcDateTime(), nullable=False),
    sa.Column('began_at', UtcDateTime(), nullable=True),
    sa.Column('ended_at', UtcDateTime(), nullable=True),
    sa.Column('beat_at', UtcDateTime(), nullable=True),
    sa.Column('process', sa.String(length=200), nullable=False),
    sa.Column('step', sa.String(length=12), nullable=False),
    sa.Column('done', sa.Integer(), nullable=False),
    sa.Column('total', sa.Integer(), nullable=False),
    sa.Column('log', sa.JSON(), nullable=False),
    sa.Column('model', sa.String(length=64), nullable=False),
    sa.Column('against', sa.String(length=64), nullable=False),
    sa.Column('failure', sa.String(length=24), nullable=True),
    sa.Column('detail', sa.Text(), nullable=False),
    sa.Column('cancelled_by', sa.String(length=64), nullable=False),
    sa.Column('verdict', sa.JSON(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_training_job')),
    sa.UniqueConstraint('running', name=op.f('uq_training_job_running'))
    )
    op.create_table('model_record',
    sa.Column('model', sa.String(length=64), nullable=False),
    sa.Column('made_at', UtcDateTime(), nullable=False),
    sa.Column('data_hash', sa.String(length=64), nullable=False),
    sa.Column('config_hash', sa.String(length=64), nullable=False),
    sa.Column('components', sa.String(length=64), nullable=False),
    sa.Column('encoders', sa.JSON(), nullable=False),
    sa.Column('sentences', sa.Integer(), nullable=False),
    sa.Column('job_id', sa.Integer(), nullable=True),
    sa.Column('against', sa.String(length=64), nullable=False),
    sa.Column('figures', sa.JSON(), nullable=False),
    sa.Column('verdict', sa.JSON(), nullable=True),
    sa.ForeignKeyConstraint(['job_id'], ['training_job.id'], name=op.f('fk_model_record_job_id_training_job')),
    sa.PrimaryKeyConstraint('model', name=op.f('pk_model_record'))
    )
    op.create_table('shadow_reading',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('run_id', sa.Integer(), nullable=False),
    sa.Column('draft_id', sa.Integer(), nullable=False),
    sa.Column('conversation_id', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('active', sa.JSON(), nullable=False),
    sa.Column('active_sure', sa.Boolean(), nullable=False),
    sa.Column('shadow', sa.JSON(), nullable=False),
    sa.Column('shadow_sure', sa.Boolean(), nullable=False),
    sa.Column('confidence', sa.Float(), nullable=False),
    sa.Column('at', UtcDateTime(), nullable=False),
    sa.Column('who_is_right', sa.String(length=10), nullable=True),
    sa.Column('judged_by', sa.String(length=64), nullable=False),
    sa.Column('judged_at', UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversation.id'], name=op.f('fk_shadow_reading_conversation_id_conversation')),
    sa.ForeignKeyConstraint(['draft_id'], ['draft.id'], name=op.f('fk_shadow_reading_draft_id_draft')),
    sa.ForeignKeyConstraint(['run_id'], ['shadow_run.id'], name=op.f('fk_shadow_reading_run_id_shadow_run')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_shadow_reading')),
    sa.UniqueConstraint('run_id', 'draft_id', name=op.f('uq_shadow_reading_run_id'))
    )
    op.create_index(op.f('ix_shadow_reading_conversation_id'), 'shadow_reading', ['conversation_id'], unique=False)
    op.create_index('ix_shadow_reading_run', 'shadow_reading', ['run_id', 'id'], unique=False)


def downgrade() -> None:
    op.drop_index('ix_shadow_reading_run', table_name='shadow_reading')
    op.drop_index(op.f('ix_shadow_reading_conversation_id'), table_name='shadow_reading')
    op.drop_table('shadow_reading')
    op.drop_table('model_record')
    op.drop_table('training_job')
    op.drop_table('shadow_run')
    op.drop_table('model_swap')
