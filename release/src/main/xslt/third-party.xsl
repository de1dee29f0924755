<?xml version="1.0" encoding="UTF-8"?>
<!-- The components of a CycloneDX bill of materials as a text for people: name, version, licences, where it comes from. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:c="http://cyclonedx.org/schema/bom/1.6"
                exclude-result-prefixes="c">
  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:template match="/">
    <xsl:text>Components of others in this archive, and their licences. The jars in jars/lib are as their authors published them, with&#10;</xsl:text>
    <xsl:text>their licence texts inside. jars/verifier.jar has the classes of several, and their texts in META-INF.&#10;</xsl:text>
    <xsl:for-each select="/c:bom/c:components/c:component[c:group != 'io.vaultsnapshot']">
      <xsl:sort select="concat(c:group, ':', c:name)" lang="en"/>
      <xsl:text>&#10;</xsl:text>
      <xsl:value-of select="concat(c:group, ':', c:name, ' ', c:version, '&#10;')"/>
      <xsl:for-each select="c:licenses/c:license | c:licenses/c:expression">
        <xsl:value-of select="concat('  ', c:id, c:name, self::c:expression, '&#10;')"/>
      </xsl:for-each>
      <xsl:for-each select="(c:externalReferences/c:reference[@type = 'vcs'] | c:externalReferences/c:reference[@type = 'website'])[1]">
        <xsl:value-of select="concat('  ', c:url, '&#10;')"/>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:template>
</xsl:stylesheet>
