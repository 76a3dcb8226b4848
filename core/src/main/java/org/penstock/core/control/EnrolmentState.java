package org.penstock.core.control;

import org.penstock.core.control.Enrolment.State;
import org.penstock.core.control.Enrolment.Step;
import org.penstock.core.link.EnrolmentKind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An enrolment in a checkpoint. */
final class EnrolmentState {
    private EnrolmentState() {}

    static void save(Enrolment e, ObjectNode node) {
        node.put("id", e.id())
                .put("device", e.device())
                .put("link", e.link())
                .put("kind", e.kind().name())
                .put("state", e.state().name())
                .put("step", e.step().name())
                .put("attempts", e.attempts())
                .put("error", e.lastError())
                .put("code", e.code())
                .put("presented", e.presented())
                .put("actor", e.actor())
                .put("started", e.startedMicros())
                .put("expires", e.expiresMicros())
                .put("due", e.dueMicros())
                .put("ended", e.endedMicros());
    }

    static Enrolment load(JsonNode n) {
        return new Enrolment(
                n.required("id").asString(),
                n.required("device").asString(),
                n.required("link").asString(),
                EnrolmentKind.valueOf(n.required("kind").asString()),
                State.valueOf(n.required("state").asString()),
                Step.valueOf(n.required("step").asString()),
                n.required("attempts").asInt(),
                n.required("error").asString(),
                n.required("code").asString(),
                n.required("presented").asString(),
                n.required("actor").asString(),
                n.required("started").asLong(),
                n.required("expires").asLong(),
                n.required("due").asLong(),
                n.required("ended").asLong());
    }
}
