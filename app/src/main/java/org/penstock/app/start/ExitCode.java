package org.penstock.app.start;

/** How a program ends, for the shell and for scripts. Where sysexits.h has a number for it, that number. Part of the product. */
public enum ExitCode {
    /** Done, or answered. */
    OK(0),
    /** A gate refused it, the person did not confirm it, or the record is not what it should be. */
    REFUSED(1),
    /** The command line is wrong. */
    USAGE(2),
    /** The facility file has faults. */
    BAD_FACILITY(65),
    /** There is no such thing: no facility in the directory, no such stream, no such file. */
    NOTHING_THERE(66),
    /** Something has to be installed first: a JDK 25, a display. */
    NEEDS_INSTALL(69),
    /** A fault of the program itself; the log has the details. */
    FAULT(70),
    /** Another process holds the data directory. */
    HELD(73),
    /** The disk or a file refused. */
    DISK(74),
    /** Nobody can answer now: nothing is running that could do it, it is just starting, or its database is away. */
    TRY_AGAIN(75);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /** What the shell sees. */
    public int number() {
        return number;
    }
}
