"""Versions of scripts edited on the desk, and quick phrases

Revision ID: 0002_scripts
"""

from alembic import op
import sqlalchemy as sa
import bot.adapters.store.tables.base


revision = '0002_scripts'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('script_version',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('script', sa.String(length=64), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('document', sa.Text(), nullable=False),
    sa.Column('status', sa.String(length=20), nullable=False),
    sa.Column('author', sa.String(length=100), nullable=False),
    sa.Column('at', bot.adapters.store.tables.base.UtcDateTime(), nullable=False),
    sa.Column('note', sa.String(length=200), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_script_version')),
    sa.UniqueConstraint('script', 'number', name=op.f('uq_script_version_script')),
    sqlite_autoincrement=True
    )
    op.create_table('quick_phrase',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('group_name', sa.String(length=64), nullable=False),
    sa.Column('shortcut', sa.String(length=64), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('author', sa.String(length=100), nullable=False),
    sa.Column('at', bot.adapters.store.tables.base.UtcDateTime(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_quick_phrase'))
    )
    with op.batch_alter_table('quick_phrase', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_quick_phrase_group_name'), ['group_name'], unique=False)


def downgrade() -> None:
    op.drop_table('quick_phrase')
    op.drop_table('script_version')
