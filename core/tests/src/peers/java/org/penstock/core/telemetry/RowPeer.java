package org.penstock.core.telemetry;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** A database with a row for each reading, the way that is fastest for it while every commit is synced. */
final class RowPeer implements Peer {
    private static final String KEYED =
            "create table r (stream integer not null, t bigint not null, value double precision, quality smallint,"
                    + " primary key (stream, t))";

    /** Which one. */
    enum Kind {
        SQLITE("SQLite, WAL, synchronous"),
        POSTGRES("PostgreSQL"),
        DUCKDB("DuckDB, without a key");

        private final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    private final Kind kind;
    private final AutoCloseable server;
    private final Connection connection;

    RowPeer(Kind kind, Path directory) throws Exception {
        this.kind = kind;
        Files.createDirectories(directory);
        switch (kind) {
            case SQLITE -> {
                connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("r.sqlite"));
                server = connection;
                run("pragma journal_mode=wal");
                run("pragma synchronous=full");
                run(KEYED + " without rowid");
            }
            case POSTGRES -> {
                EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setDataDirectory(directory.resolve("pg"))
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("shared_buffers", "1GB")
                        .start();
                server = postgres;
                connection = postgres.getPostgresDatabase().getConnection();
                run(KEYED);
            }
            default -> {
                connection = DriverManager.getConnection("jdbc:duckdb:" + directory.resolve("r.duckdb"));
                server = connection;
                run("create table r (stream integer, t bigint, value double, quality smallint)");
            }
        }
        connection.setAutoCommit(false);
    }

    private void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public String name() {
        return kind.text;
    }

    @Override
    public void add(Mix.Batch b) throws Exception {
        switch (kind) {
            case SQLITE -> {
                try (PreparedStatement insert =
                        connection.prepareStatement("insert or ignore into r values (?, ?, ?, 0)")) {
                    for (int i = 0; i < b.size(); i++) {
                        insert.setInt(1, b.stream()[i]);
                        insert.setLong(2, b.at()[i]);
                        insert.setDouble(3, b.value()[i]);
                        insert.addBatch();
                    }
                    insert.executeBatch();
                }
            }
            case POSTGRES -> {
                try (PreparedStatement insert = connection.prepareStatement(
                        "insert into r select *, 0 from unnest(?, ?, ?) on conflict do nothing")) {
                    insert.setArray(
                            1,
                            connection.createArrayOf(
                                    "int4", Arrays.stream(b.stream()).boxed().toArray()));
                    insert.setArray(
                            2,
                            connection.createArrayOf(
                                    "int8", Arrays.stream(b.at()).boxed().toArray()));
                    insert.setArray(
                            3,
                            connection.createArrayOf(
                                    "float8", Arrays.stream(b.value()).boxed().toArray()));
                    insert.executeUpdate();
                }
            }
            default -> {
                try (DuckDBAppender rows = ((DuckDBConnection) connection).createAppender("main", "r")) {
                    for (int i = 0; i < b.size(); i++) {
                        rows.beginRow();
                        rows.append(b.stream()[i]);
                        rows.append(b.at()[i]);
                        rows.append(b.value()[i]);
                        rows.append((short) 0);
                        rows.endRow();
                    }
                }
            }
        }
    }

    @Override
    public void commit() throws SQLException {
        connection.commit();
    }

    @Override
    public void settle() {}

    private int each(String sql) throws SQLException {
        int n = 0;
        double all = 0;
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                all += rows.getLong(1) + rows.getDouble(2);
                n++;
            }
        }
        return Double.isNaN(all) ? -n : n;
    }

    @Override
    public int raw(int stream, long fromMicros, long toMicros) throws SQLException {
        return each("select t, value from r where stream = " + stream + " and t >= " + fromMicros + " and t < "
                + toMicros + " order by t");
    }

    @Override
    public int pieces(int stream, long fromMicros, long toMicros, int points) throws SQLException {
        long piece = (toMicros - fromMicros + points - 1) / points;
        return each("select (t - " + fromMicros + ") " + (kind == Kind.DUCKDB ? "//" : "/") + " " + piece
                + " k, min(value), max(value), avg(value) from r where stream = " + stream + " and t >= " + fromMicros
                + " and t < " + toMicros + " group by 1");
    }

    @Override
    public int lasts() throws SQLException {
        return each(
                switch (kind) {
                    case DUCKDB -> "select stream, arg_max(value, t) from r group by stream";
                    case POSTGRES ->
                        "select s, (select value from r where stream = s order by t desc limit 1) from generate_series(0, "
                                + (Mix.STREAMS - 1) + ") s";
                    case SQLITE ->
                        "with recursive n(s) as (select 0 union all select s + 1 from n where s < " + (Mix.STREAMS - 1)
                                + ") select s, (select value from r where stream = s order by t desc limit 1) from n";
                });
    }

    @Override
    public long bytes(Path directory) throws Exception {
        if (kind == Kind.POSTGRES) {
            try (var statement = connection.createStatement();
                    ResultSet size = statement.executeQuery("select pg_total_relation_size('r')")) {
                size.next();
                return size.getLong(1);
            } finally {
                close();
            }
        }
        close();
        return GateToDurable.size(directory);
    }

    @Override
    public void close() throws Exception {
        connection.close();
        server.close();
    }
}
