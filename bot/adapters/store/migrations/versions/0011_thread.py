"""The thread: pictures, notes and lines of the desk, and how far each side has read

Revision ID: 0011_thread
"""

from alembic import op
import sqlalchemy as sa
from bot.adapters.store.tables.base import UtcDateTime


revision = '0011_thread'
down_revision = '0010_order_work'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('picture',
    sa.Column('id', sa.String(length=64), nullable=False),
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.Column('width', sa.Integer(), nullable=False),
    sa.Column('height', sa.Integer(), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('taken_at', UtcDateTime(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_picture'))
    )
    op.create_index(op.f('ix_picture_taken_at'), 'picture', ['taken_at'], unique=False)
    op.create_table('message_picture',
    sa.Column('message_id', sa.Integer(), nullable=False),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.Column('picture_id', sa.String(length=64), nullable=False),
    sa.ForeignKeyConstraint(['message_id'], ['message.id'], name=op.f('fk_message_picture_message_id_message')),
    sa.ForeignKeyConstraint(['picture_id'], ['picture.id'], name=op.f('fk_message_picture_picture_id_picture')),
    sa.PrimaryKeyConstraint('message_id', 'place', name=op.f('pk_message_picture'))
    )
    op.create_index(op.f('ix_message_picture_picture_id'), 'message_picture', ['picture_id'], unique=False)
    op.create_table('thread_line',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('conversation_id', sa.Integer(), nullable=False),
    sa.Column('after_message', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('author', sa.String(length=64), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('at', UtcDateTime(), nullable=False),
    sa.Column('client_id', sa.String(length=64), nullable=True),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversation.id'], name=op.f('fk_thread_line_conversation_id_conversation')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_thread_line')),
    sa.UniqueConstraint('client_id', name=op.f('uq_thread_line_client_id'))
    )
    op.create_index('ix_thread_line_conversation', 'thread_line', ['conversation_id', 'id'], unique=False)
    op.create_table('talk_reading',
    sa.Column('conversation_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('seen_to', sa.Integer(), nullable=False),
    sa.Column('read_to', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversation.id'], name=op.f('fk_talk_reading_conversation_id_conversation')),
    sa.PrimaryKeyConstraint('conversation_id', name=op.f('pk_talk_reading'))
    )
    # what stands there already counts as seen: nobody can say which of it was not
    op.execute(
        'INSERT INTO talk_reading (conversation_id, seen_to, read_to)'
        ' SELECT conversation_id, max(id), 0 FROM message GROUP BY conversation_id'
    )


def downgrade() -> None:
    op.drop_table('talk_reading')
    op.drop_index('ix_thread_line_conversation', table_name='thread_line')
    op.drop_table('thread_line')
    op.drop_index(op.f('ix_message_picture_picture_id'), table_name='message_picture')
    op.drop_table('message_picture')
    op.drop_index(op.f('ix_picture_taken_at'), table_name='picture')
    op.drop_table('picture')
