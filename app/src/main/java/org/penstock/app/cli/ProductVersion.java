package org.penstock.app.cli;

import org.penstock.app.start.ProgramVersion;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class ProductVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {ProgramVersion.words(), "Java " + Runtime.version()};
    }
}
