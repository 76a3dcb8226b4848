package org.penstock.driver.mqtt;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.penstock.core.testsupport.MemoryDirectory;

/**
 * Hands a {@link TestBroker} of the suite to tests that ask for it; one takes seconds to start. Whoever asks says {@code
 * @ResourceLock("broker")} or {@code "second broker"} and gets that one: they use the same names on it, so that they wait
 * for one another, and with one of them for all they waited most of the time.
 */
final class BrokerOncePerSuite implements ParameterResolver {
    private static final ExtensionContext.Namespace HERE = ExtensionContext.Namespace.create(BrokerOncePerSuite.class);

    /** By lock. They end together, for each takes seconds to. */
    private record Brokers(Map<String, Kept> made) implements AutoCloseable {
        @Override
        public void close() throws Exception {
            try (ExecutorService together = Executors.newCachedThreadPool()) {
                List<Callable<Void>> ends = new ArrayList<>();
                made.values()
                        .forEach(k -> ends.add(() -> {
                            k.end();
                            return null;
                        }));
                for (Future<Void> ended : together.invokeAll(ends)) {
                    ended.get();
                }
            }
        }
    }

    private record Kept(TestBroker broker, Path dir) {
        static Kept make() {
            try {
                Path dir = MemoryDirectory.make("penstock-broker");
                return new Kept(new TestBroker(dir), dir);
            } catch (Exception e) {
                throw new IllegalStateException("the embedded broker did not start", e);
            }
        }

        void end() throws Exception {
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
        String lock =
                context.getRequiredTestClass().getAnnotation(ResourceLock.class).value();
        return context.getRoot()
                .getStore(HERE)
                .getOrComputeIfAbsent("brokers", k -> new Brokers(new ConcurrentHashMap<>()), Brokers.class)
                .made()
                .computeIfAbsent(lock, k -> Kept.make())
                .broker();
    }
}
