package org.penstock.app.cli;

import picocli.CommandLine.IVersionProvider;

/** The version the build wrote into the jar. */
final class ProductVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = ProductVersion.class.getPackage().getImplementationVersion();
        return new String[] {
            "penstock " + (version == null ? "(not built from a jar)" : version), "Java " + Runtime.version()
        };
    }
}
