package org.penstock.app.testsupport;

import com.github.f4b6a3.uuid.UuidCreator;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import org.penstock.core.audit.ChainId;
import org.penstock.core.db.Database;
import org.penstock.core.db.DatabaseAddress;
import org.penstock.core.identity.Provenance;
import org.penstock.core.identity.Role;
import org.penstock.core.identity.Roles;
import org.penstock.core.identity.Scope;
import org.penstock.core.place.PlaceRows;
import org.penstock.core.place.Site;
import org.penstock.core.runtime.ControlRoom;

/** A second site of the organization, in the same record, whose program gives its own people their roles. */
public final class OtherSite {
    private OtherSite() {}

    /** Makes somebody who is known here the administrator of the other site. */
    public static void administeredBy(String login, ControlRoom room, Path data) {
        var here = room.snapshot().site();
        Site south = new Site(
                "south", "South House", here.organizationKey(), here.organization(), "grow", ZoneId.of("UTC"));
        InstantSource wall = InstantSource.system();
        try (Database database = Database.open(new DatabaseAddress.Embedded(data), wall)) {
            PlaceRows.Placed placed = database.transact(sql -> PlaceRows.put(
                    sql, south, List.of(), (_, _) -> UuidCreator.getTimeOrderedEpoch(), Instant.now()));
            new Roles(database, ChainId.ofSite(placed.organizationId(), placed.siteId()), wall)
                    .grant(
                            Provenance.ofPerson("sven", List.of(Role.OWNER.word()), "south desk", ""),
                            login,
                            Role.ADMIN.word(),
                            Scope.site(placed.siteId()),
                            "runs the south");
        }
    }
}
