package org.penstock.core.telemetry;

import java.nio.file.Path;

/** A store of readings that is measured. One thread. */
interface Peer extends AutoCloseable {
    String name();

    /** Readings of which each is there once afterwards, however often it was given. */
    void add(Mix.Batch batch) throws Exception;

    /** What was added is on the disk. */
    void commit() throws Exception;

    /** What was added is found by questions. */
    void settle() throws Exception;

    /** The readings of a span into arrays. @return how many */
    int raw(int stream, long fromMicros, long toMicros) throws Exception;

    /** Lowest, highest and mean of pieces of a span, made of the readings. @return how many */
    int pieces(int stream, long fromMicros, long toMicros, int points) throws Exception;

    /** The newest reading of every stream. @return how many */
    int lasts() throws Exception;

    /** Closes it and makes it as small as it gets without being told. @return bytes on the disk */
    long bytes(Path directory) throws Exception;

    @Override
    void close() throws Exception;
}
