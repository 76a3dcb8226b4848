package org.penstock.core.testsupport;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/**
 * A data directory whose database has its tables already, for tests that open a facility and are about something else: to
 * make two hundred tables takes longer than most of them.
 */
public final class MigratedDirectory implements TempDirFactory {
    @Override
    public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext extension) throws IOException {
        Path made = MemoryDirectory.make("penstock-");
        TestDatabases.put(made);
        return made;
    }
}
