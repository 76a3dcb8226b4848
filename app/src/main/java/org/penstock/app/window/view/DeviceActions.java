package org.penstock.app.window.view;

import java.util.List;
import java.util.Map;
import org.penstock.app.window.model.DeviceRow;
import org.penstock.app.window.model.FindingRow;

/** What a person can want on the page of the devices. Called on the JavaFX thread; none of these waits. */
public interface DeviceActions {
    /** Back to the overview. */
    void leaveDevices();

    /** Another sheet of the page came forward. */
    void turned(DevicesPage.Sheet sheet);

    /** Only devices that say all these words. */
    void filter(String text);

    /** Take a device out of service: asks why first. */
    void disable(DeviceRow device);

    /** And back again. */
    void enable(DeviceRow device);

    /** Record what a sensor showed against a reference: asks for it first. */
    void calibrate(DeviceRow device);

    /** Put a new sensor in the place of another: asks which first. */
    void replace(DeviceRow device);

    /** Drive its outputs one after the other and see what they do: asks which first. */
    void stepTest(DeviceRow device);

    /** Open a device's way into the facility. @param name what a person calls it */
    void pair(String device, String name);

    /** End it before its time. */
    void endPairing(String device, String name);

    /**
     * Look at a link.
     *
     * @param wish the driver's words that were filled in
     * @param seconds how long, as written
     */
    void look(String link, Map<String, String> wish, String seconds);

    /** End the look before its time. */
    void endLook();

    /** Make a device of what was found. */
    void addFrom(List<FindingRow> picks);

    /** Show what goes over a link. */
    void watch(String link);

    /** Hold the traffic that is shown, or let it run. */
    void pause(boolean on);

    /** Show only what failed. */
    void onlyErrors(boolean on);
}
