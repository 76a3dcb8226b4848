package org.penstock.core.db;

import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogCreator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Flyway tells at INFO what only a developer wants to know; here it says so at DEBUG. Made by Flyway, by name. */
public final class MigrationLog implements LogCreator {
    @Override
    public Log createLogger(Class<?> owner) {
        return new Quiet(LoggerFactory.getLogger(owner));
    }

    private record Quiet(Logger log) implements Log {
        @Override
        public boolean isDebugEnabled() {
            return log.isDebugEnabled();
        }

        @Override
        public void debug(String message) {
            log.debug(message);
        }

        @Override
        public void info(String message) {
            log.debug(message);
        }

        @Override
        public void warn(String message) {
            log.warn(message);
        }

        @Override
        public void error(String message) {
            log.error(message);
        }

        @Override
        public void error(String message, Exception e) {
            log.error(message, e);
        }

        @Override
        public void notice(String message) {
            log.debug(message);
        }
    }
}
