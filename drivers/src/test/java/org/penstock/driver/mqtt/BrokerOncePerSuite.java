package org.penstock.driver.mqtt;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands the one {@link TestBroker} of the suite to tests that ask for it; it takes seconds to start. Whoever asks says
 * {@code @ResourceLock("broker")}: they use the same names on it.
 */
final class BrokerOncePerSuite implements ParameterResolver {
    private static final ExtensionContext.Namespace HERE = ExtensionContext.Namespace.create(BrokerOncePerSuite.class);

    private record Kept(TestBroker broker, Path dir) implements AutoCloseable {
        static Kept make() {
            try {
                Path dir = Files.createTempDirectory("penstock-broker");
                return new Kept(new TestBroker(dir), dir);
            } catch (Exception e) {
                throw new IllegalStateException("the embedded broker did not start", e);
            }
        }

        @Override
        public void close() throws Exception {
            broker.close();
            try (Stream<Path> all = Files.walk(dir)) {
                for (Path p : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(p);
                }
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestBroker.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(HERE)
                .getOrComputeIfAbsent("broker", k -> Kept.make(), Kept.class)
                .broker();
    }
}
