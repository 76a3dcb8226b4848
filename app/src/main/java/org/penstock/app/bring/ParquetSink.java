package org.penstock.app.bring;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/**
 * Apache Parquet, for notebooks and warehouses: times are instants in UTC to the microsecond. Pages are packed with the
 * gzip of the JDK. A row group holds at most {@link #GROUP_BYTES}, which is also about what writing takes of the memory.
 */
public final class ParquetSink implements Sink {
    /** Bytes of a row group before it is packed. */
    static final int GROUP_BYTES = 16 << 20;

    private final ParquetWriter<@Nullable Object[]> out;

    public ParquetSink(Path file, List<Column> columns) throws IOException {
        out = new Building(new LocalOutputFile(file), columns)
                .withConf(new PlainParquetConfiguration())
                .withCodecFactory(new Gzip())
                .withCompressionCodec(CompressionCodecName.GZIP)
                .withRowGroupSize((long) GROUP_BYTES)
                .build();
    }

    @Override
    public void row(@Nullable Object... cells) throws IOException {
        out.write(cells);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private static MessageType schema(List<Column> columns) {
        return new MessageType(
                "readings", columns.stream().map(ParquetSink::type).toList());
    }

    private static Type type(Column c) {
        Type.Repetition repetition = c.optional() ? Type.Repetition.OPTIONAL : Type.Repetition.REQUIRED;
        Types.PrimitiveBuilder<PrimitiveType> type = switch (c.kind()) {
            case TEXT -> Types.primitive(PrimitiveTypeName.BINARY, repetition).as(LogicalTypeAnnotation.stringType());
            case WHOLE -> Types.primitive(PrimitiveTypeName.INT64, repetition);
            case NUMBER -> Types.primitive(PrimitiveTypeName.DOUBLE, repetition);
            case FLAG -> Types.primitive(PrimitiveTypeName.BOOLEAN, repetition);
            case TIME ->
                Types.primitive(PrimitiveTypeName.INT64, repetition)
                        .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS));
        };
        return type.named(c.name());
    }

    private static final class Building extends ParquetWriter.Builder<@Nullable Object[], Building> {
        private final List<Column> columns;

        Building(OutputFile file, List<Column> columns) {
            super(file);
            this.columns = columns;
        }

        @Override
        protected Building self() {
            return this;
        }

        @Override
        protected WriteSupport<@Nullable Object[]> getWriteSupport(Configuration unused) {
            return new Rows(columns);
        }

        @Override
        protected WriteSupport<@Nullable Object[]> getWriteSupport(ParquetConfiguration unused) {
            return new Rows(columns);
        }
    }

    private static final class Rows extends WriteSupport<@Nullable Object[]> {
        private final List<Column> columns;
        private @Nullable RecordConsumer to;

        Rows(List<Column> columns) {
            this.columns = columns;
        }

        @Override
        public WriteContext init(Configuration unused) {
            return new WriteContext(schema(columns), Map.of());
        }

        @Override
        public WriteContext init(ParquetConfiguration unused) {
            return new WriteContext(schema(columns), Map.of());
        }

        @Override
        public void prepareForWrite(RecordConsumer consumer) {
            to = consumer;
        }

        @Override
        public void write(@Nullable Object[] cells) {
            RecordConsumer consumer = to;
            if (consumer == null) {
                throw new IllegalStateException("not prepared");
            }
            consumer.startMessage();
            for (int i = 0; i < cells.length; i++) {
                Object cell = cells[i];
                if (cell != null) {
                    String name = columns.get(i).name();
                    consumer.startField(name, i);
                    add(consumer, cell);
                    consumer.endField(name, i);
                }
            }
            consumer.endMessage();
        }

        private static void add(RecordConsumer consumer, Object cell) {
            switch (cell) {
                case String s -> consumer.addBinary(Binary.fromString(s));
                case Long n -> consumer.addLong(n);
                case Double d -> consumer.addDouble(d);
                case Boolean b -> consumer.addBoolean(b);
                case Instant at -> consumer.addLong(at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000);
                default -> throw new IllegalArgumentException("no cell: " + cell.getClass());
            }
        }
    }

    private static final class Gzip implements CompressionCodecFactory {
        @Override
        public BytesInputCompressor getCompressor(CompressionCodecName unused) {
            return new BytesInputCompressor() {
                @Override
                public BytesInput compress(BytesInput bytes) throws IOException {
                    ByteArrayOutputStream packed = new ByteArrayOutputStream();
                    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                        bytes.writeAllTo(gzip);
                    }
                    return BytesInput.from(packed.toByteArray());
                }

                @Override
                public CompressionCodecName getCodecName() {
                    return CompressionCodecName.GZIP;
                }

                @Override
                public void release() {
                    // Holds nothing.
                }
            };
        }

        @Override
        public BytesInputDecompressor getDecompressor(CompressionCodecName unused) {
            throw new UnsupportedOperationException("nothing is read here");
        }

        @Override
        public void release() {
            // Holds nothing.
        }
    }
}
