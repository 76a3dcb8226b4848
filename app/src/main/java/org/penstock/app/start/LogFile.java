package org.penstock.app.start;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * The log of the product: {@code DATA/log/penstock.log}, a new file a day or at 10 MB, 30 days, 200 MB in all. The
 * console stays quiet unless asked. Whoever logs never waits for the disk: lines are written by a thread of their own, and
 * when the disk takes none for long the newest are left out.
 */
public final class LogFile {
    private static final String LINE = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX,UTC} %-5level [%thread] %logger{30} %msg%n";

    /** Lines that may wait for the disk. */
    private static final int WAITING = 2_000;

    private static final int WRITTEN_WITHIN_MILLIS = 2_000;

    private LogFile() {}

    /** Writes what is logged from here on into the data directory. Called once, by the process that holds the directory. */
    public static void in(Path data) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        RollingFileAppender<ILoggingEvent> file = new RollingFileAppender<>();
        file.setName("written");
        file.setContext(context);
        file.setFile(data.resolve("log").resolve("penstock.log").toString());
        SizeAndTimeBasedRollingPolicy<ILoggingEvent> rolling = new SizeAndTimeBasedRollingPolicy<>();
        rolling.setContext(context);
        rolling.setParent(file);
        // A percent sign in a directory name would be read as a conversion word.
        rolling.setFileNamePattern(
                data.resolve("log").toString().replace("%", "\\%") + "/penstock.%d{yyyy-MM-dd}.%i.log.gz");
        rolling.setMaxFileSize(FileSize.valueOf("10MB"));
        rolling.setMaxHistory(30);
        rolling.setTotalSizeCap(FileSize.valueOf("200MB"));
        rolling.start();
        file.setRollingPolicy(rolling);
        file.setTriggeringPolicy(rolling);
        AsyncAppender beside = new AsyncAppender();
        beside.setName("file");
        beside.setContext(context);
        beside.setQueueSize(WAITING);
        beside.setDiscardingThreshold(0);
        beside.setNeverBlock(true);
        beside.setMaxFlushTime(WRITTEN_WITHIN_MILLIS);
        detach(context, beside.getName());
        encode(context, file);
        beside.addAppender(file);
        attach(context, beside);
    }

    /** Also writes to standard error, for {@code --verbose}. */
    public static void onConsole() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setName("console");
        console.setContext(context);
        console.setTarget("System.err");
        detach(context, console.getName());
        encode(context, console);
        attach(context, console);
    }

    /** Nothing on the console, libraries only from WARN up, and what logs by java.util.logging comes along. */
    public static void quiet() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        ((ch.qos.logback.classic.Logger) root).setLevel(Level.WARN);
        context.getLogger("org.penstock").setLevel(Level.INFO);
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    /** Flushes and closes the file. */
    public static void close() {
        ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
    }

    private static void encode(LoggerContext context, OutputStreamAppender<ILoggingEvent> appender) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(LINE);
        encoder.start();
        appender.setEncoder(encoder);
        appender.start();
    }

    /** Whoever tries again to get at a directory must not have each line twice. */
    private static void detach(LoggerContext context, String name) {
        ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        Appender<ILoggingEvent> earlier = root.getAppender(name);
        if (earlier != null) {
            root.detachAppender(earlier);
            earlier.stop();
        }
    }

    private static void attach(LoggerContext context, Appender<ILoggingEvent> appender) {
        if (!appender.isStarted()) {
            appender.start();
        }
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
    }
}
