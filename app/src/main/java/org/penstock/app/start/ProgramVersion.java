package org.penstock.app.start;

/** The version the build wrote into the jar. */
public final class ProgramVersion {
    private ProgramVersion() {}

    /** Name and version, as printed. */
    public static String words() {
        String version = ProgramVersion.class.getPackage().getImplementationVersion();
        return "penstock " + (version == null ? "(not built from a jar)" : version);
    }
}
