package org.penstock.core.audit;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Names a chain: one for each site, one for each organization.
 *
 * @param organizationId whose chain it is
 * @param siteId the site, or null for the organization's own chain
 */
public record ChainId(UUID organizationId, @Nullable UUID siteId) {
    /** The chain of a site. */
    public static ChainId ofSite(UUID organizationId, UUID siteId) {
        return new ChainId(organizationId, Objects.requireNonNull(siteId));
    }

    /** The chain of what happens above sites. */
    public static ChainId ofOrganization(UUID organizationId) {
        return new ChainId(organizationId, null);
    }

    /** What tables and bodies call it: the id of the site, else of the organization. */
    public UUID id() {
        return siteId != null ? siteId : organizationId;
    }
}
