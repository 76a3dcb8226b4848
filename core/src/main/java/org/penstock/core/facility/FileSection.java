package org.penstock.core.facility;

import java.util.Set;

/**
 * A room's part of the facility file. The frame reads the YAML, resolves keys and numbers; the section checks the
 * meaning of its top-level words and compiles them to its own immutable values. Stateless.
 *
 * @param <T> what the section compiles to
 */
public interface FileSection<T> {
    /** The type under which {@link Configuration#part} gives what the section compiled. */
    Class<T> type();

    /** The top-level words that belong to this section with everything below them: {@code devices}, {@code rules}. */
    Shape.Group shape();

    /** The top-level words that belong to this section. */
    default Set<String> words() {
        return shape().words().keySet();
    }

    /**
     * Checks and compiles. Reports every fault with its line and remedy; returns a value even when there were faults (it
     * is then never used, but later sections can go on checking references).
     *
     * @param file the whole file, for the words of this section
     * @param draft what earlier sections compiled, and the numbers of streams and outputs
     */
    T read(Node file, Draft draft, Problems problems);
}
