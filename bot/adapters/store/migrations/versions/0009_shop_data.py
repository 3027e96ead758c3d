"""Buyers known on several channels can be joined

Revision ID: 0009_shop_data
"""

from alembic import op
import sqlalchemy as sa


revision = '0009_shop_data'
down_revision = '0008_own_phrases'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'buyer_join',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('kept_id', sa.Integer(), nullable=False),
        sa.Column('joined_id', sa.Integer(), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.Column('account', sa.String(64), nullable=False),
        sa.Column('moved', sa.JSON(), nullable=False),
        sa.Column('parted_at', sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(['kept_id'], ['buyer.id'], name='fk_buyer_join_kept_id_buyer'),
        sa.ForeignKeyConstraint(['joined_id'], ['buyer.id'], name='fk_buyer_join_joined_id_buyer'),
        sa.PrimaryKeyConstraint('id', name='pk_buyer_join'),
    )
    op.create_index('ix_buyer_join_kept_id', 'buyer_join', ['kept_id'])
    op.create_index('ix_buyer_join_joined_id', 'buyer_join', ['joined_id'])
    with op.batch_alter_table('buyer', schema=None) as batch_op:
        batch_op.add_column(sa.Column('joined_into', sa.Integer(), nullable=True))
        batch_op.create_index('ix_buyer_joined_into', ['joined_into'])


def downgrade() -> None:
    with op.batch_alter_table('buyer', schema=None) as batch_op:
        batch_op.drop_index('ix_buyer_joined_into')
        batch_op.drop_column('joined_into')
    op.drop_table('buyer_join')
