package org.penstock.core.telemetry;

import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;

/** Some readings of columns that nobody changes any more, each made when it is looked at: a day has 86,400. Any thread. */
final class ReadingList extends AbstractList<StoredReading> implements RandomAccess {
    private final ReadingColumns columns;
    private final int from;
    private final int size;

    ReadingList(ReadingColumns columns, int from, int size) {
        this.columns = columns;
        this.from = from;
        this.size = Math.max(0, size);
    }

    @Override
    public StoredReading get(int i) {
        return columns.reading(from + Objects.checkIndex(i, size));
    }

    @Override
    public int size() {
        return size;
    }
}
