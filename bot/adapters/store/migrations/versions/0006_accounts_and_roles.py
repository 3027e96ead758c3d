"""Accounts and roles: passwords to be changed, sessions that idle out, lock-outs, tokens with a role

Revision ID: 0006_accounts_and_roles
"""

from alembic import op
import sqlalchemy as sa
from bot.adapters.store.tables.base import UtcDateTime


revision = '0006_accounts_and_roles'
down_revision = '0005_inbox'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('account') as batch_op:
        batch_op.add_column(sa.Column('must_change', sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table('api_token') as batch_op:
        batch_op.add_column(sa.Column('role', sa.String(length=20), nullable=False, server_default='agent'))
        batch_op.add_column(sa.Column('last_used_at', UtcDateTime(), nullable=True))
    op.drop_table('sign_in')  # everybody signs in once more: nobody knows when the old sessions were used
    op.create_table('sign_in',
    sa.Column('key_hash', sa.String(length=64), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('csrf', sa.String(length=64), nullable=False),
    sa.Column('expires_at', UtcDateTime(), nullable=False),
    sa.Column('began_at', UtcDateTime(), nullable=False),
    sa.Column('used_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_sign_in_account_id_account')),
    sa.PrimaryKeyConstraint('key_hash', name=op.f('pk_sign_in'))
    )
    op.create_index(op.f('ix_sign_in_expires_at'), 'sign_in', ['expires_at'], unique=False)
    op.create_index(op.f('ix_sign_in_account_id'), 'sign_in', ['account_id'], unique=False)
    op.create_table('sign_in_tries',
    sa.Column('door', sa.String(length=10), nullable=False),
    sa.Column('key', sa.String(length=64), nullable=False),
    sa.Column('failures', sa.Integer(), nullable=False),
    sa.Column('last_at', UtcDateTime(), nullable=False),
    sa.Column('locked_until', UtcDateTime(), nullable=True),
    sa.PrimaryKeyConstraint('door', 'key', name=op.f('pk_sign_in_tries'))
    )
    op.create_index(op.f('ix_sign_in_tries_last_at'), 'sign_in_tries', ['last_at'], unique=False)
    op.create_index('ix_audit_action_actor', 'audit', ['action', 'actor'])
    op.create_index('ix_audit_actor', 'audit', ['actor'])


def downgrade() -> None:
    op.drop_index('ix_audit_actor', table_name='audit')
    op.drop_index('ix_audit_action_actor', table_name='audit')
    op.drop_table('sign_in_tries')
    op.drop_index(op.f('ix_sign_in_account_id'), table_name='sign_in')
    with op.batch_alter_table('sign_in') as batch_op:
        batch_op.drop_column('used_at')
        batch_op.drop_column('began_at')
    with op.batch_alter_table('api_token') as batch_op:
        batch_op.drop_column('last_used_at')
        batch_op.drop_column('role')
    with op.batch_alter_table('account') as batch_op:
        batch_op.drop_column('must_change')
