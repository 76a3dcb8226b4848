package org.penstock.core.testsupport;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** Runs a test with a {@link TestDatabase} parameter twice: on H2 and on PostgreSQL, each time on a fresh one. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest(name = "{0}")
@ArgumentsSource(BothDatabases.Each.class)
public @interface BothDatabases {
    /** Hands out the databases; JUnit closes each after its test. */
    final class Each implements ArgumentsProvider {
        @Override
        public Stream<? extends Arguments> provideArguments(
                ParameterDeclarations parameters, ExtensionContext context) {
            // Suppliers, so that the second is made when the first has gone.
            return Stream.<Supplier<TestDatabase>>of(TestDatabases::h2, TestDatabases::postgres)
                    .map(make -> Arguments.of(make.get()));
        }
    }
}
