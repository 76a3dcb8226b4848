package org.penstock.core.db;

import java.sql.SQLException;
import java.sql.Types;
import org.jooq.BindingGetResultSetContext;
import org.jooq.BindingGetStatementContext;
import org.jooq.BindingRegisterContext;
import org.jooq.BindingSetStatementContext;
import org.jooq.Converter;
import org.jooq.Converters;
import org.jooq.impl.AbstractBinding;

/**
 * Bytes as bytes. jOOQ gives them to H2 as a large object, which H2 first writes into its table of large objects, then into
 * the row, then forgets: twice the disk for every write, and a copy through streams for every read.
 */
public final class BytesBinding extends AbstractBinding<byte[], byte[]> {
    private static final long serialVersionUID = 1;

    /** Called by jOOQ. */
    public BytesBinding() {}

    @Override
    public Converter<byte[], byte[]> converter() {
        return Converters.identity(byte[].class);
    }

    @Override
    public void register(BindingRegisterContext<byte[]> ctx) throws SQLException {
        ctx.statement().registerOutParameter(ctx.index(), Types.VARBINARY);
    }

    @Override
    public void set(BindingSetStatementContext<byte[]> ctx) throws SQLException {
        ctx.statement().setBytes(ctx.index(), ctx.value());
    }

    @Override
    public void get(BindingGetResultSetContext<byte[]> ctx) throws SQLException {
        ctx.value(ctx.resultSet().getBytes(ctx.index()));
    }

    @Override
    public void get(BindingGetStatementContext<byte[]> ctx) throws SQLException {
        ctx.value(ctx.statement().getBytes(ctx.index()));
    }
}
