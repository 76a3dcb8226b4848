package org.penstock.core.runtime;

import java.util.List;
import java.util.Optional;
import org.penstock.core.facility.Configuration;
import org.penstock.core.link.DeviceHealth;
import org.penstock.core.link.Exchange;
import org.penstock.core.link.SurveyRefused;
import org.penstock.core.link.SurveyWish;

/**
 * Looks that a person takes at lines and devices while setting them up. Nothing is driven, nothing is stored. A look goes on
 * by itself until it is done; whoever began it asks how it stands. Every method may be called from any thread and returns
 * at once, but for the reading of a facility file.
 */
public interface Commissioning {
    /**
     * Begins to look at a link, read only: which devices speak, which registers answer.
     *
     * @param files the facility file the link is written in, the main file first; empty = the one in force, over the link's
     *     own connection where it is open
     * @throws SurveyRefused when it cannot begin
     */
    SurveyView survey(List<Configuration.File> files, String link, SurveyWish wish) throws SurveyRefused;

    /**
     * Begins to read a device as it is written in {@code files} and shows what its streams would be.
     *
     * @param files the main file first; empty = the file in force
     * @param forMillis how long, ms
     * @throws SurveyRefused when it cannot begin
     */
    SurveyView preview(List<Configuration.File> files, String device, long forMillis) throws SurveyRefused;

    /**
     * What went over a link after number {@code no} of it, as far as it is kept, oldest first.
     *
     * @throws SurveyRefused when no such link is open here
     */
    List<Exchange> traffic(String link, long no) throws SurveyRefused;

    /** What is connected where, as the facility file in force says. */
    Wiring wiring();

    /** How every open link gets on with its devices, in file order. */
    List<DeviceHealth> health();

    /** How a survey or preview stands; empty when it is forgotten. */
    Optional<SurveyView> look(String id);

    /** Ends a survey or preview before its time. */
    void end(String id);
}
