package org.penstock.core.runtime;

import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.penstock.core.alert.AlertSection;
import org.penstock.core.alert.AlertStage;
import org.penstock.core.compliance.JurisdictionSection;
import org.penstock.core.control.ControlSection;
import org.penstock.core.control.Engine;
import org.penstock.core.control.ProgramStage;
import org.penstock.core.facility.DeviceSection;
import org.penstock.core.facility.EquipmentSection;
import org.penstock.core.facility.FacilityFile;
import org.penstock.core.facility.PlaceSection;
import org.penstock.core.facility.RelationshipSection;
import org.penstock.core.facility.UserSection;
import org.penstock.core.link.Driver;
import org.penstock.core.link.LinkSection;

/**
 * What every room brings: its part of the facility file and its stage of the engine. The one list to extend when a room
 * is added.
 *
 * @param engine an engine with the stages below, in their order
 */
public record Rooms(Engine engine, ProgramStage programs, AlertStage alerts) {
    /** The facility file with the sections of every room, lower rooms first. @param newId makes ids for rows */
    public static FacilityFile facilityFile(List<Driver> drivers, Supplier<UUID> newId) {
        return new FacilityFile(
                List.of(
                        new PlaceSection(),
                        new DeviceSection(ControlSection.output()),
                        new EquipmentSection(),
                        new RelationshipSection(),
                        new UserSection(),
                        new LinkSection(drivers),
                        new ControlSection(),
                        new AlertSection(),
                        new JurisdictionSection()),
                newId);
    }

    /** An engine that knows nothing yet: live, for a replay or for a rehearsal. */
    public static Rooms engine(FacilityFile file) {
        ProgramStage programs = new ProgramStage();
        AlertStage alerts = new AlertStage();
        return new Rooms(new Engine(file::reread, List.of(programs), List.of(alerts)), programs, alerts);
    }
}
