package org.penstock.app.api;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every request that the API answers. What is not written here is answered by nobody, whatever code there is for it: so whoever
 * adds a request adds its line, and the test that tries each line as somebody without the right finds it.
 */
public final class Routes {
    private static final String LOT_VERBS =
            "move split use ship dispense waste reserve unreserve merge reverse count judge";
    private static final String PERSON_VERBS =
            "first_owner invite renew rename lock unlock leave grant take badge" + " revoke_badge";

    /** All of them. */
    public static final List<Route> ALL = Stream.of(
                    Stream.of(
                            get("/v1/status"),
                            get("/v1/devices"),
                            get("/v1/devices/{device}"),
                            get("/v1/devices/{device}/messages"),
                            get("/v1/streams"),
                            get("/v1/readings"),
                            post("/v1/readings"),
                            get("/v1/calibrations"),
                            get("/v1/enrolments"),
                            get("/v1/runs"),
                            get("/v1/interlocks"),
                            get("/v1/shadows"),
                            get("/v1/alerts"),
                            get("/v1/corrective-actions"),
                            post("/v1/corrective-actions"),
                            post("/v1/corrective-actions/{action}/verify"),
                            get("/v1/events"),
                            get("/v1/traffic"),
                            get("/v1/wiring"),
                            post("/v1/proposals"),
                            post("/v1/proposals/{proposal}/confirm")),
                    Stream.of(
                            get("/v1/audit/verify"),
                            post("/v1/audit/verify"),
                            get("/v1/audit/head"),
                            get("/v1/audit/export"),
                            post("/v1/audit/export"),
                            post("/v1/audit/unlock"),
                            post("/v1/audit/protect")),
                    Stream.of(
                            get("/v1/facility"),
                            get("/v1/facility/versions"),
                            get("/v1/facility/versions/{no}"),
                            post("/v1/facility/plans"),
                            post("/v1/facility/plans/{plan}/apply"),
                            post("/v1/secrets/{secret}")),
                    Stream.of(
                            post("/v1/surveys"),
                            get("/v1/surveys/{survey}"),
                            post("/v1/surveys/{survey}/end"),
                            get("/v1/simulation/faults"),
                            post("/v1/simulation/faults"),
                            post("/v1/simulation/clear")),
                    Stream.of(
                            get("/v1/session"),
                            post("/v1/session"),
                            post("/v1/session/end"),
                            post("/v1/session/password"),
                            post("/v1/session/pin"),
                            get("/v1/people"),
                            get("/v1/device_keys"),
                            post("/v1/device_keys/{device}/make"),
                            post("/v1/device_keys/{device}/revoke"),
                            post("/v1/roles/{role}"),
                            post("/v1/sessions/{session}/end")),
                    verbs("/v1/people/{login}/", PERSON_VERBS),
                    Stream.of(
                            get("/v1/signoffs"),
                            get("/v1/signoffs/{signoff}"),
                            get("/v1/policies"),
                            post("/v1/policies/{action}"),
                            get("/v1/handovers"),
                            post("/v1/handovers"),
                            post("/v1/handovers/{handover}/take")),
                    verbs("/v1/signoffs/{signoff}/", "sign refuse withdraw review"),
                    Stream.of(get("/v1/notes"), post("/v1/notes"), get("/v1/notes/{note}")),
                    verbs("/v1/notes/{note}/", "amend withdraw"),
                    Stream.of(
                            get("/v1/imports"),
                            post("/v1/imports"),
                            post("/v1/imports/look"),
                            post("/v1/imports/{import}/rows"),
                            post("/v1/imports/{import}/end")),
                    Stream.of(
                            get("/v1/items"),
                            post("/v1/items"),
                            get("/v1/lots"),
                            post("/v1/lots"),
                            get("/v1/lots/{lot}"),
                            get("/v1/holds"),
                            post("/v1/holds"),
                            post("/v1/holds/{hold}/release")),
                    verbs("/v1/lots/{lot}/", LOT_VERBS),
                    Stream.of(get("/v1/recipes"), post("/v1/recipes"), get("/v1/recipes/{recipe}")),
                    verbs("/v1/recipes/{recipe}/", "ask retire"),
                    Stream.of(
                            get("/v1/destructions"),
                            post("/v1/destructions"),
                            get("/v1/destructions/{destruction}"),
                            get("/v1/destructions/{destruction}/photo/{sha256}"),
                            get("/v1/jurisdictions")),
                    verbs("/v1/destructions/{destruction}/", "weigh record photo cancel sign"),
                    Stream.of(
                            get("/v1/retention"),
                            get("/v1/retention/preview"),
                            post("/v1/retention/run"),
                            get("/v1/storage"),
                            get("/v1/legal-holds"),
                            post("/v1/legal-holds"),
                            post("/v1/legal-holds/{hold}/lift")))
            .flatMap(routes -> routes)
            .toList();

    private Routes() {}

    /**
     * One kind of request.
     *
     * @param method GET or POST
     * @param path with a word in braces in place of what names a thing
     * @param form every path of this kind; a name may hold a stroke, as the number of a lot does
     */
    public record Route(String method, String path, Pattern form) {
        boolean fits(String given) {
            return form.matcher(given).matches();
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** @throws ApiProblem when nobody answers it */
    static void demand(Asked asked) {
        List<Route> there = ALL.stream().filter(r -> r.fits(asked.path())).toList();
        if (there.isEmpty()) {
            throw Bodies.unknown(asked.path());
        }
        if (there.stream().noneMatch(r -> r.method().equals(asked.method()))) {
            throw Endpoints.method(
                    asked, there.stream().map(Route::method).distinct().collect(Collectors.joining(" or ")));
        }
    }

    private static Stream<Route> verbs(String path, String verbs) {
        return Stream.of(verbs.split(" ")).map(verb -> post(path + verb));
    }

    private static Route get(String path) {
        return route("GET", path);
    }

    private static Route post(String path) {
        return route("POST", path);
    }

    private static Route route(String method, String path) {
        return new Route(method, path, Pattern.compile(path.replaceAll("\\{[a-z0-9_]+}", ".+")));
    }
}
