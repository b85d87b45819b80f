"""The full text index, by which reports are found that may have to do with each other.

Safe before deploying: older code runs beside it and takes no notice; what is filed meanwhile is
indexed by the timers that newer code sets when it starts. Going back loses nothing but the index.

In SQLite the index is an FTS5 table over `search` itself ("External Content Tables" in SQLite's
"FTS5 Extension": fts5), kept in step by triggers as it is told to there. They are run for rows
that go because their report does, too. PostgreSQL has its GIN indexes instead.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_FTS5 = (
    # Words come as stems. All that is not ASCII belongs to a word, and so does the line before
    # what says who may read it. Which column a word stands in is kept, and not where.
    """CREATE VIRTUAL TABLE search_index USING fts5(
        own, every, content='search', content_rowid='number',
        tokenize="ascii tokenchars '_'", detail='column', columnsize=0
    )""",
    "CREATE VIRTUAL TABLE search_words USING fts5vocab('search_index', 'col')",
    """CREATE TRIGGER search_put AFTER INSERT ON search BEGIN
        INSERT INTO search_index (rowid, own, every) VALUES (new.number, new.own, new.every);
    END""",
    """CREATE TRIGGER search_gone AFTER DELETE ON search BEGIN
        INSERT INTO search_index (search_index, rowid, own, every)
        VALUES ('delete', old.number, old.own, old.every);
    END""",
)


def upgrade() -> None:
    words = postgresql.TSVECTOR() if _is_postgres() else sa.Text()
    op.create_table(
        "search",
        sa.Column(
            "number",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
            comment="drawn by chance, as FTS5 needs a number: it never tells who came first",
        ),
        sa.Column("subject", sa.String(32), nullable=False, comment="the report"),
        sa.Column(
            "own", words, nullable=False, comment="the reporter's words, and who may read them"
        ),
        sa.Column(
            "every", words, nullable=False, comment="likewise, with all that was said and done"
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_search")),
        sa.UniqueConstraint("subject", name=op.f("uq_search_subject")),
        sa.ForeignKeyConstraint(
            ["subject"], ["report.id"], name=op.f("fk_search_subject"), ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "search_common",
        sa.Column("word", sa.String(64), nullable=False, comment="empty: of all words"),
        sa.Column("reports", sa.Integer(), nullable=False, comment="as of last night"),
        sa.PrimaryKeyConstraint("word", name=op.f("pk_search_common")),
        sqlite_with_rowid=False,
    )
    if _is_postgres():
        _index_in_postgres()
    else:
        for line in _FTS5:
            op.execute(line)


def downgrade() -> None:
    if not _is_postgres():
        op.execute("DROP TABLE search_words")
        op.execute("DROP TABLE search_index")
    op.drop_table("search_common")
    op.drop_table("search")


def _index_in_postgres() -> None:
    for column in ("own", "every"):
        op.create_index(
            f"ix_search_{column}",
            "search",
            [column],
            postgresql_using="gin",
            # Else whoever asks reads all that came in since the last vacuum, row by row.
            postgresql_with={"fastupdate": "off"},
        )
        # The server's own statistics would keep words of reports that are erased since.
        op.execute(f"ALTER TABLE search ALTER COLUMN {column} SET STATISTICS 0")


def _is_postgres() -> bool:
    return op.get_bind().dialect.name == "postgresql"
