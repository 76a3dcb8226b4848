package org.penstock.core.telemetry;

/** A journal file is damaged where it cannot be the trace of a crash. The message names file, offset and remedy. */
public final class JournalCorrupt extends RuntimeException {
    private static final long serialVersionUID = 1;

    JournalCorrupt(String where, String file, long offset, String what) {
        super("The journal file " + file + " in " + where + " is damaged at byte " + offset + ": " + what
                + ". Nothing was changed. Restore the file from a backup, or move the whole data directory aside"
                + " and start from the database.");
    }
}
