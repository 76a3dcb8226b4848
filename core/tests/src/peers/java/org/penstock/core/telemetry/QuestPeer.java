package org.penstock.core.telemetry;

import io.questdb.cairo.CairoEngine;
import io.questdb.cairo.CommitMode;
import io.questdb.cairo.DefaultCairoConfiguration;
import io.questdb.cairo.TableWriter;
import io.questdb.cairo.security.AllowAllSecurityContext;
import io.questdb.cairo.sql.Record;
import io.questdb.cairo.sql.RecordCursor;
import io.questdb.cairo.sql.RecordCursorFactory;
import io.questdb.cairo.wal.ApplyWal2TableJob;
import io.questdb.cairo.wal.WalWriter;
import io.questdb.griffin.SqlExecutionContextImpl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** QuestDB in the same process: log and table with a key, every commit synced. */
final class QuestPeer implements Peer {
    private final CairoEngine engine;
    private final SqlExecutionContextImpl context;
    private final WalWriter writer;
    private boolean closed;

    QuestPeer(Path directory) throws Exception {
        // It tells of every question otherwise.
        Path quiet = Files.writeString(
                Files.createDirectories(directory.resolve("conf")).resolve("log.conf"),
                "writers=stdout\nw.stdout.class=io.questdb.log.LogConsoleWriter\nw.stdout.level=ERROR\n");
        System.setProperty("out", quiet.toString());
        String root = Files.createDirectories(directory.resolve("quest")).toString();
        engine = new CairoEngine(new DefaultCairoConfiguration(root) {
            @Override
            public int getCommitMode() {
                return CommitMode.SYNC;
            }
        });
        context = new SqlExecutionContextImpl(engine, 1).with(AllowAllSecurityContext.INSTANCE, null);
        engine.execute(
                "create table r (at timestamp, stream int, value double, quality byte) timestamp(at)"
                        + " partition by day wal dedup upsert keys(at, stream)",
                context);
        writer = engine.getWalWriter(engine.verifyTableName("r"));
    }

    @Override
    public String name() {
        return "QuestDB, synchronous";
    }

    @Override
    public void add(Mix.Batch b) {
        for (int i = 0; i < b.size(); i++) {
            TableWriter.Row row = writer.newRow(b.at()[i]);
            row.putInt(1, b.stream()[i]);
            row.putDouble(2, b.value()[i]);
            row.putByte(3, (byte) 0);
            row.append();
        }
    }

    @Override
    public void commit() {
        writer.commit();
    }

    @Override
    public void settle() {
        try (ApplyWal2TableJob job = new ApplyWal2TableJob(engine, 0)) {
            while (job.run(0)) {
                continue;
            }
        }
    }

    private int each(String sql) throws Exception {
        int n = 0;
        double all = 0;
        try (RecordCursorFactory factory = engine.select(sql, context);
                RecordCursor cursor = factory.getCursor(context)) {
            Record row = cursor.getRecord();
            while (cursor.hasNext()) {
                all += row.getDouble(1);
                n++;
            }
        }
        return Double.isNaN(all) ? -n : n;
    }

    @Override
    public int raw(int stream, long fromMicros, long toMicros) throws Exception {
        return each("select at, value from r where stream = " + stream + between(fromMicros, toMicros));
    }

    @Override
    public int pieces(int stream, long fromMicros, long toMicros, int points) throws Exception {
        long piece = (toMicros - fromMicros + points - 1) / points;
        return each("select (cast(at as long) - " + fromMicros + "L) / " + piece
                + "L k, min(value), max(value), avg(value) from r where stream = " + stream
                + between(fromMicros, toMicros) + " group by k");
    }

    private static String between(long fromMicros, long toMicros) {
        return " and at >= cast(" + fromMicros + "L as timestamp) and at < cast(" + toMicros + "L as timestamp)";
    }

    @Override
    public int lasts() throws Exception {
        return each("select stream, value from r latest on at partition by stream");
    }

    @Override
    public long bytes(Path directory) throws IOException {
        close();
        try (var files = Files.walk(directory.resolve("quest"))) {
            return files.filter(Files::isRegularFile)
                    .filter(f -> !f.toString().contains("/wal") && !f.toString().contains("/txn_seq"))
                    .mapToLong(f -> f.toFile().length())
                    .sum();
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        writer.close();
        context.close();
        engine.close();
    }
}
