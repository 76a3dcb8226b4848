package org.penstock.core.db;

import java.nio.file.Path;

/** Where the record lives. */
public sealed interface DatabaseAddress {
    /** What a message may call it: never holds a password. */
    String inWords();

    /**
     * H2, inside this process, in one file {@code penstock.mv.db}.
     *
     * @param dir the data directory; made when it is missing
     */
    record Embedded(Path dir) implements DatabaseAddress {
        @Override
        public String inWords() {
            return "the database in " + dir.toAbsolutePath();
        }
    }

    /**
     * A PostgreSQL server, 15 or newer.
     *
     * @param url {@code jdbc:postgresql://host:5432/name}
     * @param user role that owns the schema
     * @param password from the secret store; appears in no message
     */
    record Server(String url, String user, String password) implements DatabaseAddress {
        public Server {
            if (!url.startsWith("jdbc:postgresql:")) {
                throw new IllegalArgumentException("\"" + plain(url)
                        + "\" is not the address of a PostgreSQL server: write jdbc:postgresql://host:5432/name");
            }
        }

        @Override
        public String inWords() {
            return "the database at " + plain(url);
        }

        @Override
        public String toString() {
            return "Server[" + plain(url) + ", user " + user + "]";
        }

        /** Without the parameters, which may hold a password. */
        private static String plain(String url) {
            int parameters = url.indexOf('?');
            return parameters < 0 ? url : url.substring(0, parameters);
        }
    }
}
