"""Quick phrases of one's own, taken back after a removal, and when each agent last used which

Revision ID: 0008_own_phrases
"""

from alembic import op
import sqlalchemy as sa
from bot.adapters.store.tables.base import UtcDateTime


revision = '0008_own_phrases'
down_revision = '0007_shifts'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('quick_phrase') as batch_op:
        batch_op.add_column(sa.Column('owner', sa.String(length=64), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('changed', sa.Integer(), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('removed_at', UtcDateTime(), nullable=True))
    op.create_index('ix_quick_phrase_owner_changed', 'quick_phrase', ['owner', 'changed'])
    op.create_table('quick_phrase_use',
    sa.Column('login', sa.String(length=64), nullable=False),
    sa.Column('phrase_id', sa.Integer(), nullable=False),
    sa.Column('at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['phrase_id'], ['quick_phrase.id'], name=op.f('fk_quick_phrase_use_phrase_id_quick_phrase'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('login', 'phrase_id', name=op.f('pk_quick_phrase_use'))
    )
    op.create_index('ix_quick_phrase_use_login_at', 'quick_phrase_use', ['login', 'at'])


def downgrade() -> None:
    op.drop_table('quick_phrase_use')
    op.drop_index('ix_quick_phrase_owner_changed', table_name='quick_phrase')
    # before, there were only the shop's: nobody would see the others any more
    op.execute("DELETE FROM quick_phrase WHERE owner <> '' OR removed_at IS NOT NULL")
    with op.batch_alter_table('quick_phrase') as batch_op:
        batch_op.drop_column('removed_at')
        batch_op.drop_column('changed')
        batch_op.drop_column('owner')
