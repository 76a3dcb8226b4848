package org.penstock.core.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** How connections are made and how long they may take. */
final class Pools {
    /** Time to get a connection, s. */
    static final int CONNECT_SECONDS = 5;
    /** Time for one statement on a server before the line counts as cut, s. */
    static final int ANSWER_SECONDS = 20;

    private static final int MIGRATION_SECONDS = 3600;
    /**
     * A commit does not write by itself: the sync that follows every transaction does, once for those that share it. The
     * longest delay there is, for a thread of H2 writes when it is over, and might meet a transaction half-way.
     */
    private static final String LATER = ";WRITE_DELAY=" + Integer.MAX_VALUE;

    private static final String H2 = ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH" + LATER
            + ";DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=10000;TRACE_LEVEL_FILE=0";

    private Pools() {}

    /** A pool that connects when the first connection is asked of it. */
    static HikariDataSource open(DatabaseAddress address) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("penstock-db");
        config.setConnectionTimeout(CONNECT_SECONDS * 1000L);
        config.setValidationTimeout(2_000);
        // Opening must work while a server is away.
        config.setInitializationFailTimeout(-1);
        switch (address) {
            case DatabaseAddress.Embedded embedded -> {
                config.setJdbcUrl(url(embedded));
                config.setUsername("sa");
                config.setPassword("");
                config.setMaximumPoolSize(4);
                // H2 closes the file with its last connection; renewing connections would do that at some moment.
                config.setMinimumIdle(4);
                config.setMaxLifetime(0);
            }
            case DatabaseAddress.Server server -> {
                config.setJdbcUrl(server.url());
                config.setUsername(server.user());
                config.setPassword(server.password());
                config.setMaximumPoolSize(8);
                config.setMinimumIdle(1);
                config.setKeepaliveTime(60_000);
                limits(ANSWER_SECONDS).forEach(config::addDataSourceProperty);
            }
        }
        // Without a pool until the first connection is asked for: migrations must be alone with an embedded file.
        HikariDataSource pool = new HikariDataSource();
        config.copyStateTo(pool);
        return pool;
    }

    static Migrations.Connect forMigrations(DatabaseAddress address) {
        return switch (address) {
            case DatabaseAddress.Embedded embedded -> new Migrations.Connect(url(embedded), "sa", "", true);
            case DatabaseAddress.Server server -> {
                StringBuilder url = new StringBuilder(server.url());
                limits(MIGRATION_SECONDS)
                        .forEach((name, value) -> url.append(url.indexOf("?") < 0 ? '?' : '&')
                                .append(name)
                                .append('=')
                                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
                yield new Migrations.Connect(url.toString(), server.user(), server.password(), false);
            }
        };
    }

    /** Without these a line that is cut silently blocks its thread for hours. */
    private static Map<String, String> limits(int answerSeconds) {
        return Map.of(
                "connectTimeout", String.valueOf(CONNECT_SECONDS - 1),
                "loginTimeout", String.valueOf(CONNECT_SECONDS),
                "socketTimeout", String.valueOf(answerSeconds),
                "cancelSignalTimeout", "2",
                "tcpKeepAlive", "true",
                "reWriteBatchedInserts", "true",
                "ApplicationName", "penstock",
                // A server may be set to acknowledge before it has written; not for us.
                "options", "-c synchronous_commit=on");
    }

    private static String url(DatabaseAddress.Embedded embedded) {
        String file = embedded.dir().toAbsolutePath().resolve("penstock").toString();
        if (file.indexOf(';') >= 0) {
            throw new DatabaseRefused("The data directory " + embedded.dir()
                    + " has a ';' in its name, which H2 cannot open. Rename it.");
        }
        return "jdbc:h2:file:" + file + H2;
    }
}
