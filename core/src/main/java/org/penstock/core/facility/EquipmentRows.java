package org.penstock.core.facility;

import static org.penstock.core.db.tables.tables.Equipment.EQUIPMENT;
import static org.penstock.core.db.tables.tables.Schemas.SCHEMAS;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.SiteRows.Values;

/** Brings {@code schemas} and {@code equipment} of a configuration into their rows. */
final class EquipmentRows {
    private final DSLContext sql;
    private final UUID siteId;
    private final Identities ids;
    private final SiteRows rows;

    EquipmentRows(DSLContext sql, UUID siteId, Identities ids, Instant at) {
        this.sql = sql;
        this.siteId = siteId;
        this.ids = ids;
        this.rows = new SiteRows(sql, siteId, at);
    }

    /** Writes every piece and its schema, archives those that left the file. */
    void write(Equipment equipment) {
        for (SchemaSpec s : equipment.schemas()) {
            rows.put(
                    SCHEMAS,
                    ids.id("schema", s.key()),
                    SCHEMAS.SCHEMA_KEY,
                    s.key(),
                    new Values()
                            .set(SCHEMAS.KIND, s.kind())
                            .set(SCHEMAS.SCHEMA_VERSION, s.version())
                            .set(SCHEMAS.BODY, s.body())
                            .set(SCHEMAS.BUILT_IN, s.builtIn()));
        }
        rows.archive(
                SCHEMAS,
                SCHEMAS.SCHEMA_KEY,
                equipment.schemas().stream().map(SchemaSpec::key).collect(Collectors.toSet()));
        for (EquipmentSpec p : replacedFirst(equipment.pieces())) {
            rows.put(
                    EQUIPMENT,
                    ids.id("equipment", p.key()),
                    EQUIPMENT.EQUIPMENT_KEY,
                    p.key(),
                    new Values()
                            .set(EQUIPMENT.NAME, p.name())
                            .set(EQUIPMENT.KIND, p.kind())
                            .set(EQUIPMENT.SCHEMA_ID, ids.id("schema", p.kind() + "." + p.version()))
                            .set(EQUIPMENT.MAKER, p.maker())
                            .set(EQUIPMENT.MODEL, p.model())
                            .set(EQUIPMENT.SERIAL, p.serial())
                            .set(EQUIPMENT.PROPERTIES, p.properties())
                            .set(EQUIPMENT.REPLACES_ID, replaced(p)));
        }
        rows.archive(
                EQUIPMENT,
                EQUIPMENT.EQUIPMENT_KEY,
                equipment.pieces().stream().map(EquipmentSpec::key).collect(Collectors.toSet()));
    }

    /** The row of the piece whose place it took; null too where that piece never came into force. */
    private @Nullable UUID replaced(EquipmentSpec piece) {
        return piece.replaces().isEmpty()
                ? null
                : sql.select(EQUIPMENT.ID)
                        .from(EQUIPMENT)
                        .where(EQUIPMENT.SITE_ID.eq(siteId))
                        .and(EQUIPMENT.EQUIPMENT_KEY.eq(piece.replaces()))
                        .fetchOne(EQUIPMENT.ID);
    }

    private static List<EquipmentSpec> replacedFirst(List<EquipmentSpec> pieces) {
        Map<String, EquipmentSpec> byKey = new HashMap<>();
        pieces.forEach(p -> byKey.put(p.key(), p));
        List<EquipmentSpec> ordered = new ArrayList<>();
        Set<String> done = new HashSet<>();
        for (EquipmentSpec piece : pieces) {
            List<EquipmentSpec> chain = new ArrayList<>();
            for (EquipmentSpec p = piece; p != null && done.add(p.key()); p = byKey.get(p.replaces())) {
                chain.addFirst(p);
            }
            ordered.addAll(chain);
        }
        return ordered;
    }
}
