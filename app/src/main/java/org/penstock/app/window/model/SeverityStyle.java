package org.penstock.app.window.model;

import java.util.List;
import org.penstock.core.telemetry.Severity;

/**
 * How each severity looks: always a shape, a number and a word, and only then a colour. The colours themselves stand in
 * the style sheets under {@link #styleClass} and are used for nothing else.
 */
public enum SeverityStyle {
    /** A square with 1. */
    EMERGENCY(Severity.EMERGENCY, "1", "severity-emergency", "severity.emergency"),
    /** A triangle standing, with 2. */
    CRITICAL(Severity.CRITICAL, "2", "severity-critical", "severity.critical"),
    /** A triangle hanging, with 3. */
    WARNING(Severity.WARNING, "3", "severity-warning", "severity.warning"),
    /** A disc with 4. */
    INFO(Severity.INFO, "4", "severity-info", "severity.info");

    /** Most urgent first: the order of counters and lists. */
    public static final List<SeverityStyle> MOST_URGENT_FIRST = List.of(values());

    private final Severity severity;
    private final String number;
    private final String styleClass;
    private final String wordKey;

    SeverityStyle(Severity severity, String number, String styleClass, String wordKey) {
        this.severity = severity;
        this.number = number;
        this.styleClass = styleClass;
        this.wordKey = wordKey;
    }

    /** The style of a severity. */
    public static SeverityStyle of(Severity severity) {
        return switch (severity) {
            case EMERGENCY -> EMERGENCY;
            case CRITICAL -> CRITICAL;
            case WARNING -> WARNING;
            case INFO -> INFO;
        };
    }

    public Severity severity() {
        return severity;
    }

    /** The digit inside the shape. */
    public String number() {
        return number;
    }

    /** Style class that gives shape and colours. */
    public String styleClass() {
        return styleClass;
    }

    /** Bundle key of the word. */
    public String wordKey() {
        return wordKey;
    }
}
