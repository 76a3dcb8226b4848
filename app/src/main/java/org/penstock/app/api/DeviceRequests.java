package org.penstock.app.api;

import java.util.Set;

/**
 * What a device may ask by its key: how the facility stands, and that everything stops. A display needs the one, an emergency
 * button the other; whatever else there is, also what is open to the computer's account, is no business of a machine whose key
 * lies in its memory. What a proposal is for is judged by the right it takes, of which a device has none: stopping everything
 * takes none.
 */
final class DeviceRequests {
    private static final Set<String> LOOKS =
            Set.of("/v1/status", "/v1/devices", "/v1/streams", "/v1/readings", "/v1/runs", "/v1/alerts");

    private static final String PROPOSALS = "/v1/proposals";

    private DeviceRequests() {}

    /** @throws ApiProblem when it is something else */
    static void demand(Asked asked) {
        boolean looks = asked.method().equals("GET") && LOOKS.contains(asked.path());
        boolean stops = asked.path().equals(PROPOSALS)
                || asked.path().startsWith(PROPOSALS + "/") && asked.path().endsWith("/confirm");
        if (!looks && !stops) {
            throw new ApiProblem(
                    403,
                    "not_allowed",
                    "A device may not ask for this: by its key it sees how the facility stands and stops everything.",
                    "A person signs in for it.");
        }
    }
}
